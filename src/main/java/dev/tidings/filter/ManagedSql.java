package dev.tidings.filter;

import dev.tidings.filter.Condition.Comparison;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.Timestamps;
import java.util.Collections;
import java.util.List;

/** What SQL tells of a test of the members that the server manages, which have columns of their own. */
final class ManagedSql {

    /** Of the first day of the year 0, and of the first after 9999: between them times rise with their texts. */
    private static final long FIRST = -62_167_219_200_000L;

    private static final long LAST = 253_402_300_800_000L;

    private ManagedSql() {}

    static boolean concerns(Comparison test) {
        return switch (test.path().get(0)) {
            case "id", "revision", "createdAt", "updatedAt" -> true;
            default -> false;
        };
    }

    static Narrowing narrow(Comparison test) {
        boolean told = test.path().size() == 1
                && test.literals().stream().noneMatch(literal -> literal.hasWildcard() || hasZero(literal))
                && switch (test.operator()) {
                    case NE, OUT, EX -> false;
                    default -> true;
                };
        if (!told) {
            return Narrowing.NONE;
        }
        return switch (test.path().get(0)) {
            case "id" -> id(test);
            case "revision" -> revision(test);
            case "createdAt" -> time("r.created_at", test);
            default -> time("r.updated_at", test);
        };
    }

    /** Not every database takes a text with a zero character. */
    private static boolean hasZero(Literal literal) {
        return literal.text().indexOf(0) >= 0;
    }

    private static Narrowing id(Comparison test) {
        List<String> texts = test.literals().stream().map(Literal::text).toList();
        return switch (test.operator()) {
            case EQ, IN ->
                new Narrowing(
                        "r.id IN (" + String.join(", ", Collections.nCopies(texts.size(), "?")) + ")",
                        List.copyOf(texts));
            case LT, LE -> Narrowing.of("r.id <= ?", texts.get(0));
            default -> Narrowing.of("r.id >= ?", texts.get(0));
        };
    }

    /** Revisions are far below what a double holds exactly; of a literal that is none, its neighbours are asked for too. */
    private static Narrowing revision(Comparison test) {
        List<Double> numbers = test.literals().stream()
                .filter(literal -> literal.kind() == Kind.NUMBER)
                .map(literal -> Double.parseDouble(literal.text()))
                .toList();
        if (numbers.isEmpty()) {
            return Narrowing.NONE;
        }
        double least = Math.nextDown(Collections.min(numbers));
        double most = Math.nextUp(Collections.max(numbers));
        return switch (test.operator()) {
            case EQ, IN -> Narrowing.of("r.revision BETWEEN ? AND ?", least, most);
            case LT, LE -> Narrowing.of("r.revision <= ?", most);
            default -> Narrowing.of("r.revision >= ?", least);
        };
    }

    private static Narrowing time(String column, Comparison test) {
        List<Long> times = test.literals().stream()
                .map(literal -> firstFrom(literal.text()))
                .toList();
        return switch (test.operator()) {
            case EQ, IN -> Narrowing.of(column + " BETWEEN ? AND ?", Collections.min(times), Collections.max(times));
            case LT, LE -> Narrowing.of(column + " <= ?", times.get(0));
            default -> Narrowing.of(column + " >= ?", times.get(0));
        };
    }

    /** The first time whose text is not below this one. */
    private static long firstFrom(String text) {
        long low = FIRST;
        long high = LAST;
        while (low < high) {
            long middle = (low + high) >> 1;
            if (Timestamps.format(middle).compareTo(text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
