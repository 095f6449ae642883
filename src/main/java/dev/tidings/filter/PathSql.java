package dev.tidings.filter;

import dev.tidings.filter.Condition.Comparison;
import dev.tidings.model.JsonText.Kind;
import java.util.List;

/** What SQL tells of a test of the client's own members. */
final class PathSql {

    private PathSql() {}

    static Narrowing narrow(Comparison test, JsonSql json) {
        if (!isUsable(test.path())) {
            return Narrowing.NONE;
        }
        return switch (test.operator()) {
            case NE, OUT -> noneOf(test, json);
            case EX -> isTrue(test) ? json.present(test.path()) : json.absent(test.path());
            default -> Narrowing.any(legs(test, json));
        };
    }

    /** Whether {@link #legs} tells of it. */
    static boolean isSeekable(Comparison test) {
        return isUsable(test.path())
                && switch (test.operator()) {
                    case NE, OUT, EX -> false;
                    default -> true;
                };
    }

    /** Of an equality or an order; one of them holds wherever the test does. */
    static List<Narrowing> legs(Comparison test, JsonSql json) {
        Literal literal = test.literals().get(0);
        List<String> path = test.path();
        return switch (test.operator()) {
            case EQ, IN ->
                literal.hasWildcard()
                        ? beginning(path, literal.parts().get(0), json)
                        : json.oneOf(path, texts(test.literals()), numbers(test.literals()));
            case LT, LE ->
                literal.kind() == Kind.NUMBER
                        ? json.numbers(path, null, literal.text())
                        : json.texts(path, "", literal.text());
            case GT, GE ->
                literal.kind() == Kind.NUMBER
                        ? json.numbers(path, literal.text(), null)
                        : json.texts(path, literal.text(), null);
            default -> throw new IllegalArgumentException("no leg tells of " + test.operator());
        };
    }

    private static List<Narrowing> beginning(List<String> path, String prefix, JsonSql json) {
        return json.texts(path, prefix, Prefixes.after(prefix).orElse(null));
    }

    /**
     * The positive test has to be exact here. A wildcard's is not; that of a number is not, for databases read doubles; nor
     * that of a quoted constant, which they cannot tell from the constant.
     */
    private static Narrowing noneOf(Comparison test, JsonSql json) {
        List<String> exact = test.literals().stream()
                .filter(literal -> !literal.hasWildcard() && literal.kind() != Kind.NUMBER)
                .filter(literal -> literal.kind() != Kind.STRING || !isConstant(literal.text()))
                .map(Literal::text)
                .toList();
        return exact.isEmpty() ? Narrowing.NONE : json.noneOf(test.path(), exact);
    }

    private static List<String> texts(List<Literal> literals) {
        return literals.stream().map(Literal::text).distinct().toList();
    }

    private static List<String> numbers(List<Literal> literals) {
        return literals.stream()
                .filter(literal -> literal.kind() == Kind.NUMBER)
                .map(Literal::text)
                .distinct()
                .toList();
    }

    private static boolean isTrue(Comparison test) {
        return test.literals().get(0).text().equals("true");
    }

    private static boolean isConstant(String text) {
        return text.equals("true") || text.equals("false") || text.equals("null");
    }

    private static boolean isUsable(List<String> path) {
        return path.size() <= JsonSql.MAX_PATH && path.stream().noneMatch(name -> name.indexOf(0) >= 0);
    }
}
