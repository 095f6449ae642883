package dev.tidings.model;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small JSON texts of which no token is written as a printer would write it; few names, so that they often meet. */
public final class RandomJson {

    private static final List<String> SCALARS = List.of(
            "1",
            "2",
            "1.10",
            "1e400",
            "-0",
            "12345678901234567890123",
            "10E-1",
            "true",
            "false",
            "null",
            "\"\"",
            "\"x\"",
            "\"\\u0078\"",
            "\"\\/é😀\"",
            "\"\\ud83d\\ude00\\t\"",
            "\" { \\\" , \"");
    /** Each name, as it may be written. */
    private static final List<List<String>> NAMES = List.of(
            List.of("\"a\"", "\"\\u0061\""),
            List.of("\"b\"", "\"\\u0062\""),
            List.of("\"c\""),
            List.of("\"0\""),
            List.of("\"\""),
            List.of("\"/~é\"", "\"\\/~\\u00e9\""));

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    /** A compact text with no more than this many levels. */
    public String value(int levels) {
        int kind = levels == 0 ? 0 : random.nextInt(4);
        return switch (kind) {
            case 0 -> scalar();
            case 1 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(levels - 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default -> object(levels);
        };
    }

    public String object(int levels) {
        int first = random.nextInt(NAMES.size());
        return IntStream.range(first, first + random.nextInt(NAMES.size()))
                .mapToObj(i -> one(NAMES.get(i % NAMES.size())) + ":" + value(levels - 1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    public String scalar() {
        return one(SCALARS);
    }

    /** The same text with white space between its tokens. */
    public String spaced(JsonText json) {
        return space()
                + switch (json.kind()) {
                    case OBJECT ->
                        json.members().stream()
                                .map(m -> space() + m.nameText() + space() + ":" + spaced(m.value()))
                                .collect(Collectors.joining(",", "{" + space(), "}"));
                    case ARRAY ->
                        json.elements().stream().map(this::spaced).collect(Collectors.joining(",", "[" + space(), "]"));
                    default -> json.text();
                }
                + space();
    }

    private String space() {
        return one(List.of("", "", " ", "\n\t", "\r "));
    }

    /** One of these. */
    public <T> T one(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
