package dev.tidings.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents and filters of few words, so that they often meet, and of the words that are easily got wrong. */
public final class RandomFilters {

    private static final List<String> NAMES = List.of("a", "b", "c");

    /** Values as JSON writes them. */
    private static final List<String> VALUES = List.of(
            "1",
            "1.0",
            "10e-1",
            "-0",
            "0",
            "2",
            "42",
            "1e400",
            "10e399",
            "-1e400",
            "1e99999999999999999999",
            "123456789012345678901234567890",
            "123456789012345678901234567891",
            "true",
            "false",
            "null",
            "\"\"",
            "\"x\"",
            "\"\\u0078\"",
            "\"X\"",
            "\"xy\"",
            "\"x*y\"",
            "\"xyx\"",
            "\"1\"",
            "\"1.0\"",
            "\"true\"",
            "\"null\"",
            "\"é\"",
            "\"😀\"",
            "\"\\ud83d\\ude00y\"",
            "\"\\uffee\"",
            "\"x\\u0000y\"",
            "\"a b\"",
            "\"\\\\*\"",
            "\"say \\\"x\\\"\"");

    /** Values as filters write them. */
    private static final List<String> LITERALS = List.of(
            "1",
            "1.0",
            "10e-1",
            "-0",
            "0",
            "2",
            "42",
            "1e400",
            "10e399",
            "-1e400",
            "10e99999999999999999998",
            "123456789012345678901234567890",
            "123456789012345678901234567891",
            "true",
            "false",
            "null",
            "\"1\"",
            "'1.0'",
            "\"true\"",
            "'null'",
            "\"\"",
            "x",
            "'x'",
            "\"x\"",
            "X",
            "xy",
            "x\\*y",
            "\"x\\*y\"",
            "xyx",
            "é",
            "😀",
            "'😀y'",
            "\uffee",
            "x\u0000y",
            "\"a b\"",
            "\\\\*",
            "\"\\\\\\*\"",
            "'say \"x\"'");

    private static final List<String> PATTERNS = List.of(
            "*", "x*", "*y", "*x*", "x*y", "**", "x*x", "*1*", "\\**", "*\\*", "\"* *\"", "\"x*\"", "😀*", "*😀*");

    private static final List<String> MANAGED = List.of(
            "id==doc-1",
            "id!=doc-1",
            "id==doc*",
            "id=in=(x,doc-1)",
            "revision==42",
            "revision>=43",
            "revision=in=(1,42.0)",
            "createdAt<2027",
            "updatedAt=ex=true",
            "id.a=ex=false");

    private final Random random;

    public RandomFilters(Random random) {
        this.random = random;
    }

    /** The document of a resource, at most four levels deep. */
    public String document() {
        return object(4);
    }

    private String object(int levels) {
        List<String> names = new ArrayList<>(NAMES);
        names.removeIf(name -> random.nextInt(3) == 0);
        return names.stream()
                .map(name -> "\"" + name + "\":" + value(levels - 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(int levels) {
        return switch (levels == 0 ? 0 : random.nextInt(6)) {
            case 4 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(levels - 1))
                        .collect(Collectors.joining(",", "[", "]"));
            case 5 -> object(levels);
            default -> one(VALUES);
        };
    }

    /** A filter that can be used. */
    public String filter() {
        return filter(2);
    }

    private String filter(int levels) {
        return switch (levels == 0 ? 0 : random.nextInt(5)) {
            case 1 -> joined(one(List.of(";", " and ", " ; ")), levels);
            case 2 -> joined(one(List.of(",", " or ", " , ")), levels);
            case 3 -> "(" + filter(levels - 1) + ")";
            default -> comparison();
        };
    }

    private String joined(String by, int levels) {
        return IntStream.rangeClosed(0, 1 + random.nextInt(3))
                .mapToObj(i -> "(" + filter(levels - 1) + ")")
                .map(part -> random.nextBoolean() && levels == 1 ? part.substring(1, part.length() - 1) : part)
                .collect(Collectors.joining(by));
    }

    /** A test of one path. */
    public String comparison() {
        return switch (random.nextInt(12)) {
            case 0 -> one(MANAGED);
            case 1 -> path() + "=ex=" + random.nextBoolean();
            case 2, 3 -> path() + one(List.of("==", "!=")) + one(PATTERNS);
            case 4, 5, 6 -> path() + one(List.of("<", "=lt=", "<=", "=le=", ">", "=gt=", ">=", "=ge=")) + one(LITERALS);
            case 7, 8 -> path() + one(List.of("=in=", "=out=")) + list();
            default -> path() + one(List.of("==", "==", "!=")) + one(LITERALS);
        };
    }

    private String path() {
        int names = 1 + random.nextInt(4) / 2;
        String path = IntStream.range(0, names).mapToObj(i -> one(NAMES)).collect(Collectors.joining("."));
        return random.nextInt(8) == 0 ? '"' + path + '"' : path;
    }

    private String list() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> one(LITERALS))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private <T> T one(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
