package dev.tidings.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents, and filters for them, of what databases read otherwise than this server; some by hand, more at random. */
final class OddDocuments {

    private static final String LONG = "x".repeat(199);

    /** JSON texts; a number's text is a filter's literal as well. */
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "0.0",
            "1",
            "1.0",
            "10e-1",
            "42",
            "4.2e1",
            "-1",
            "1e400",
            "-1e400",
            "1e401",
            "1e-400",
            "10e-401",
            "4e-320",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.0",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "123456789012345678901234567890",
            "123456789012345678901234567891",
            "1.7976931348623157e308",
            "1e99999999999",
            "0.1",
            "0.30000000000000004",
            "1" + "0".repeat(300) + "e-300");

    private static final List<String> STRINGS = List.of(
            "",
            "x",
            "X",
            "xy",
            "xyz",
            "true",
            "null",
            "42",
            "é",
            "\uffee",
            "😀",
            "\ud7ff",
            "\udbff\udfff",
            "a b",
            "%",
            "_",
            "it's",
            LONG,
            LONG + "a",
            LONG + "ab",
            LONG + "😀b",
            "a\u0000",
            "a\u0000b",
            "a",
            "ab",
            "\\",
            "\"");

    private static final List<String> PATHS = List.of("a", "a.b", "b", "a.b.c", "'say \"hi\"\\'s\\\\'", "A", "a.a");

    private static final List<String> ORDERS = List.of("<", "<=", ">", ">=");

    private final Random random;

    OddDocuments(long seed) {
        this.random = new Random(seed);
    }

    static List<String> documents() {
        List<String> documents = new ArrayList<>(List.of(
                "{\"\\u0061\":\"x\"}",
                "{\"a\\u0000b\":\"y\",\"a\":\"x\"}",
                "{\"a\":\"x\",\"a\\u0000b\":\"y\"}",
                "{\"a\\u0000\":\"y\",\"b\":\"x\"}",
                "{\"b\":\"\\u0000\",\"a\":{\"b\":\"x\"}}",
                "{\"a\":{\"b\\u0000\":1}}",
                "{\"a\":\"\\\\u0000\"}",
                "{\"say \\\"hi\\\"'s\\\\\":\"x\"}",
                "{\"a\":{\"b\":{\"c\":\"x\"}}}",
                "{\"a\":[{\"b\":{\"c\":\"x\"}}]}",
                "{\"a\":{\"b\":[{\"c\":\"x\"}]}}",
                "{\"a\":{\"b\":[\"x\",1]}}",
                "{\"a\":[{\"b\":\"x\"},{\"b\":1}]}",
                "{\"a\":[]}",
                "{\"a\":[[\"x\"]]}",
                "{\"a\":{}}",
                "{}",
                "{\"a\":{\"0\":1,\"b\":true}}",
                "{\"a\":0." + "0".repeat(11_000) + "1e11001}",
                "{\"a\":1" + "0".repeat(11_000) + "e-11000}",
                "{\"a\":\"" + "y".repeat(10_000) + "\",\"b\":" + "1".repeat(1_000) + "}",
                "{\"A\":\"x\",\"a\":false}"));
        NUMBERS.forEach(number -> documents.add("{\"a\":" + number + "}"));
        STRINGS.forEach(string -> documents.add("{\"a\":" + json(string) + "}"));
        documents.add("{\"a\":".repeat(64) + "1" + "}".repeat(64));
        documents.add("{\"a\":" + "[".repeat(63) + "\"x\"" + "]".repeat(63) + "}");
        return documents;
    }

    static List<String> filters() {
        List<String> filters =
                new ArrayList<>(List.of("a.0==1", "a" + ".a".repeat(15) + "==1", "a" + ".a".repeat(63) + "==1"));
        filters.add("a=in=(" + "1,".repeat(900) + "x)");
        filters.add("b==x" + ",a==1".repeat(400));
        filters.add("a!=x" + ";b!=1".repeat(400));
        filters.add("a\u0000b==y");
        filters.add("id==r\u00001,id>r\u0000,updatedAt<x\u0000");
        filters.add("a=out=(a\u0000b,x)");
        for (String path : PATHS.subList(0, 2)) {
            NUMBERS.forEach(number -> addAll(path, number, filters));
            STRINGS.forEach(string -> addAll(path, quote(string), filters));
            List.of("true", "false", "null").forEach(word -> addAll(path, word, filters));
        }
        PATHS.forEach(
                path -> filters.addAll(List.of(path + "==x", path + "=ex=true", path + "=ex=false", path + "!=x")));
        return filters;
    }

    private static void addAll(String path, String literal, List<String> filters) {
        List.of("==", "!=", "<", ">=").forEach(operator -> filters.add(path + operator + literal));
    }

    String document() {
        StringBuilder document = new StringBuilder("{");
        for (String name : List.of("a", "b", "A", "say \"hi\"'s\\")) {
            if (random.nextInt(3) > 0) {
                document.append(document.length() == 1 ? "" : ",")
                        .append(name(name))
                        .append(':')
                        .append(value(3));
            }
        }
        return document.append('}').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0, 1 -> pick(NUMBERS);
            case 2, 3, 4 -> json(pick(STRINGS));
            case 5 -> pick(List.of("true", "false", "null"));
            case 6 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            case 7 -> "{\"c\":" + value(depth - 1) + "}";
            default -> "{" + name("b") + ":" + value(depth - 1) + "}";
        };
    }

    /** Some names have an escape, and some are longer by what a database may not see. */
    private String name(String name) {
        return switch (random.nextInt(12)) {
            case 0 -> json(name).replace("a", "\\u0061").replace("b", "\\u0062");
            case 1 -> json(name + "\u0000" + name);
            default -> json(name);
        };
    }

    String filter() {
        StringBuilder filter = new StringBuilder(test());
        for (int i = random.nextInt(3); i > 0; i--) {
            filter.append(random.nextInt(3) == 0 ? "," : ";").append(test());
        }
        return filter.toString();
    }

    private String test() {
        String path = pick(PATHS);
        return switch (random.nextInt(9)) {
            case 0 -> path + "=ex=" + random.nextBoolean();
            case 1 -> path + "!=" + literal();
            case 2 -> path + "=in=(" + literal() + "," + literal() + ")";
            case 3 -> path + "=out=(" + literal() + "," + literal() + ")";
            case 4 -> path + "==" + quote(pick(STRINGS)).replaceAll("'$", "*'");
            case 5, 6 -> path + pick(ORDERS) + literal();
            default -> path + "==" + literal();
        };
    }

    private String literal() {
        return switch (random.nextInt(4)) {
            case 0 -> pick(NUMBERS);
            case 1 -> pick(List.of("true", "false", "null", "x", "42"));
            default -> quote(pick(STRINGS));
        };
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String json(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000");
        return "\"" + escaped + "\"";
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
