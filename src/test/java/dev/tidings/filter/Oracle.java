package dev.tidings.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.filter.Condition.All;
import dev.tidings.filter.Condition.Any;
import dev.tidings.filter.Condition.Comparison;
import dev.tidings.model.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What filters mean, said once more and in the plainest way: collect all values at the path, then look at each. Over trees of
 * another library, in which numbers were made strings with a mark, so that nothing of them is lost.
 */
final class Oracle {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String MARK = "number:";

    private Oracle() {}

    static boolean matches(Condition condition, Resource resource) {
        return matches(condition, tree(resource.representation()));
    }

    /** Numbers outside of strings get quotes and the mark; strings in the random documents never begin with it. */
    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|(-?[0-9][-+0-9.eE]*)")
                    .matcher(json)
                    .replaceAll(token -> java.util.regex.Matcher.quoteReplacement(
                            token.group(1) == null ? '"' + MARK + token.group(2) + '"' : token.group(1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(Condition condition, JsonNode root) {
        if (condition instanceof All all) {
            return all.conditions().stream().allMatch(part -> matches(part, root));
        }
        if (condition instanceof Any any) {
            return any.conditions().stream().anyMatch(part -> matches(part, root));
        }
        Comparison test = (Comparison) condition;
        List<JsonNode> found = List.of(root);
        for (String name : test.path()) {
            found = flat(found).stream()
                    .filter(node -> node.has(name))
                    .map(node -> node.get(name))
                    .toList();
        }
        List<JsonNode> values = flat(found);
        Literal first = test.literals().get(0);
        return switch (test.operator()) {
            case EX -> found.isEmpty() == first.text().equals("false");
            case EQ, IN -> values.stream().anyMatch(value -> equalsOne(value, test.literals()));
            case NE, OUT -> values.stream().noneMatch(value -> equalsOne(value, test.literals()));
            case LT, LE, GT, GE -> values.stream().anyMatch(value -> inOrder(value, test.operator(), first));
        };
    }

    /** Arrays replaced by their elements until there are none. */
    private static List<JsonNode> flat(List<JsonNode> nodes) {
        List<JsonNode> out = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isArray()) {
                List<JsonNode> elements = new ArrayList<>();
                node.forEach(elements::add);
                out.addAll(flat(elements));
            } else {
                out.add(node);
            }
        }
        return out;
    }

    private static boolean equalsOne(JsonNode value, List<Literal> literals) {
        return literals.stream().anyMatch(literal -> equals(value, literal));
    }

    private static boolean equals(JsonNode value, Literal literal) {
        if (isNumber(value)) {
            return !literal.quoted() && isNumber(literal) && compareNumbers(number(value), literal.text()) == 0;
        }
        if (value.isTextual()) {
            String pattern = literal.parts().stream().map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(pattern, Pattern.DOTALL)
                    .matcher(value.textValue())
                    .matches();
        }
        return value.isValueNode() && !literal.quoted() && value.asText().equals(literal.text());
    }

    private static boolean inOrder(JsonNode value, Operator operator, Literal literal) {
        boolean numbers = !literal.quoted() && isNumber(literal);
        if (!value.isTextual() || isNumber(value) != numbers) {
            return false;
        }
        int order = numbers
                ? compareNumbers(number(value), literal.text())
                : Arrays.compare(
                        value.textValue().codePoints().toArray(),
                        literal.text().codePoints().toArray());
        return switch (operator) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isNumber(JsonNode value) {
        return value.isTextual() && value.textValue().startsWith(MARK);
    }

    private static String number(JsonNode value) {
        return value.textValue().substring(MARK.length());
    }

    private static boolean isNumber(Literal literal) {
        return Pattern.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?", literal.text());
    }

    /** As school does it: sign, then the place of the highest digit, then digit by digit. */
    private static int compareNumbers(String a, String b) {
        int signs = Integer.compare(sign(a), sign(b));
        if (signs != 0 || sign(a) == 0) {
            return signs;
        }
        int places = place(a).compareTo(place(b));
        String x = digits(a);
        String y = digits(b);
        int length = Math.max(x.length(), y.length());
        int digits = (x + "0".repeat(length - x.length())).compareTo(y + "0".repeat(length - y.length()));
        return sign(a) * (places != 0 ? places : digits);
    }

    private static int sign(String number) {
        return digits(number).isEmpty() ? 0 : number.startsWith("-") ? -1 : 1;
    }

    private static String digits(String number) {
        return number.replaceAll("[eE].*", "").replaceAll("[-.]", "").replaceAll("^0+", "");
    }

    private static BigInteger place(String number) {
        String mantissa = number.replaceAll("[eE].*", "").replace("-", "");
        String exponent = number.matches(".*[eE].*") ? number.replaceAll(".*[eE]", "") : "0";
        String units = mantissa.replaceAll("\\..*", "");
        int leading = mantissa.replace(".", "").length() - digits(number).length();
        return new BigInteger(exponent).add(BigInteger.valueOf(units.length() - leading));
    }
}
