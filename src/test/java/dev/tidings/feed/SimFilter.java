package dev.tidings.feed;

import dev.tidings.filter.Filter;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A filter over the small documents of the simulation: its text, and what it means by the judge's own reckoning. Small words
 * and few values, so that resources enter and leave all the time.
 *
 * @param meaning holds for the text of a document that the filter selects
 */
record SimFilter(String text, Predicate<String> meaning) {

    private static final Pattern Y = Pattern.compile("\"y\":(\\d),");

    Filter filter() {
        return Filter.parse(text);
    }

    static SimFilter x(int value) {
        return new SimFilter("x==" + value, hasX(value));
    }

    /** Any filter, of one test or some. */
    static SimFilter random(VirtualTime time) {
        SimFilter one = test(time);
        return switch (time.upTo(4)) {
            case 0 -> one.and(test(time));
            case 1 -> one.or(test(time));
            default -> one;
        };
    }

    private SimFilter and(SimFilter other) {
        return new SimFilter(text + ";" + other.text, meaning.and(other.meaning));
    }

    private SimFilter or(SimFilter other) {
        return new SimFilter(text + "," + other.text, meaning.or(other.meaning));
    }

    private static SimFilter test(VirtualTime time) {
        int a = time.upTo(3);
        int b = time.upTo(3);
        return switch (time.upTo(10)) {
            case 0, 1 -> x(a);
            case 2 -> new SimFilter("x=in=(" + a + "," + b + ")", hasX(a).or(hasX(b)));
            case 3 -> new SimFilter("x!=" + a, hasX(a).negate());
            case 4 ->
                new SimFilter("x=out=(" + a + "," + b + ")", hasX(a).or(hasX(b)).negate());
            case 5 -> new SimFilter("y==" + a, hasY(y -> y == a));
            case 6 -> new SimFilter("y=ge=" + a, hasY(y -> y >= a));
            case 7 -> new SimFilter("y=lt=" + (a + 1), hasY(y -> y < a + 1));
            case 8 -> new SimFilter("y=ex=false", hasY(y -> true).negate());
            default -> new SimFilter("t==" + letter(a), document -> document.contains("\"" + letter(a) + "\""));
        };
    }

    private static Predicate<String> hasX(int value) {
        return document -> document.contains("\"x\":" + value + ",");
    }

    private static Predicate<String> hasY(Predicate<Integer> wanted) {
        return document -> {
            Matcher y = Y.matcher(document);
            return y.find() && wanted.test(Integer.valueOf(y.group(1)));
        };
    }

    private static char letter(int index) {
        return (char) ('a' + index);
    }

    /** Members for these filters, with a comma behind. */
    static String members(VirtualTime time) {
        String y = time.percent(70) ? "\"y\":" + time.upTo(3) + "," : "";
        Set<String> letters = IntStream.range(0, time.upTo(3))
                .mapToObj(i -> "\"" + letter(time.upTo(3)) + "\"")
                .collect(Collectors.toSet());
        return "\"x\":" + time.upTo(3) + "," + y + "\"t\":[" + String.join(",", letters) + "],";
    }
}
