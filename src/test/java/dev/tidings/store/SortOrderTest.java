package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;
import dev.tidings.store.ListQuery.SortKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortOrderTest {

    private static final List<String> VALUES = List.of(
            "null",
            "false",
            "true",
            "0",
            "-0",
            "0.0",
            "1",
            "1.0",
            "-1",
            "1e0",
            "1E5",
            "100000",
            "1e400",
            "-1e400",
            "1e401",
            "1e99999999999",
            "1e-400",
            "123456789012345678901234567890",
            "123456789012345678901234567891",
            "0.1",
            "9007199254740993",
            "9007199254740992",
            "\"\"",
            "\"a\"",
            "\"B\"",
            "\"ab\"",
            "\"a\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\u0000\"",
            "\"\\u0001\"",
            "\"é\"",
            "\"\uFFFD\"",
            "\"\uD83D\uDE00\"",
            "\"\\u0061\"",
            "\"10\"",
            "\"9\"",
            "[]",
            "{}",
            "[1]",
            "{\"a\":1}");

    /** The rank of each of these is higher than of the one before. */
    @Test
    void valuesRiseInTheOrderOfTheContract() {
        List<String> rising = List.of(
                "{}",
                "{\"v\":null}",
                "{\"v\":false}",
                "{\"v\":true}",
                "{\"v\":-1e400}",
                "{\"v\":-2}",
                "{\"v\":-0.5}",
                "{\"v\":-0}",
                "{\"v\":1e-300}",
                "{\"v\":2}",
                "{\"v\":10}",
                "{\"v\":1e308}",
                "{\"v\":1e400}",
                "{\"v\":\"\"}",
                "{\"v\":\"\\u0000\"}",
                "{\"v\":\"B\"}",
                "{\"v\":\"a\"}",
                "{\"v\":\"a\\u0000\"}",
                "{\"v\":\"a\\u0001\"}",
                "{\"v\":\"ab\"}",
                "{\"v\":\"\uFFFD\"}",
                "{\"v\":\"\uD83D\uDE00\"}",
                "{\"v\":[]}");
        SortOrder order = new SortOrder(List.of(new SortKey(List.of("v"), false)));

        for (int i = 1; i < rising.size(); i++) {
            assertThat(Arrays.compareUnsigned(key(order, rising.get(i - 1)), key(order, rising.get(i))))
                    .as("%s and %s", rising.get(i - 1), rising.get(i))
                    .isNegative();
        }
    }

    @Test
    void whatIsEqualHasTheSameKey() {
        SortOrder order = new SortOrder(List.of(new SortKey(List.of("v"), true)));
        List<List<String>> alike = List.of(
                List.of("0", "-0", "0.0", "1e-400"),
                List.of("1e400", "1e99999999999"),
                List.of("[]", "{\"a\":1}"),
                List.of("\"a\"", "\"\\u0061\""),
                List.of("123456789012345678901234567890", "123456789012345678901234567891"));

        alike.forEach(values -> assertThat(values)
                .extracting(value -> key(order, "{\"v\":" + value + "}"))
                .containsOnly(key(order, "{\"v\":" + values.get(0) + "}")));
    }

    @Test
    void aPathThatMeetsNoObjectIsAbsent() {
        SortOrder order = new SortOrder(List.of(new SortKey(List.of("a", "b.c \u0000"), false)));

        assertThat(key(order, "{\"a\":[1]}")).isEqualTo(key(order, "{}"));
        assertThat(key(order, "{\"a\":\"b\"}")).isEqualTo(key(order, "{}"));
        assertThat(key(order, "{\"a\":{\"b\":{\"c\":1}}}")).isEqualTo(key(order, "{}"));
        assertThat(key(order, "{\"a\":{\"b.c \\u0000\":1}}")).isNotEqualTo(key(order, "{}"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keysSortAsAPlainComparatorDoes(long seed) {
        Random random = new Random(seed);
        List<SortKey> sort = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            sort.add(
                    new SortKey(random.nextBoolean() ? List.of("p" + i) : List.of("o", "p" + i), random.nextBoolean()));
        }
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            resources.add(new Resource("r" + i, i, 0, 0, document(random)));
        }
        SortOrder order = new SortOrder(sort);

        List<Resource> byKey = new ArrayList<>(resources);
        Collections.shuffle(byKey, random);
        byKey.sort(Comparator.comparing(resource -> PagePlace.of(resource, order)));
        resources.sort(plain(sort));

        assertThat(byKey).as("seed %s, sort %s", seed, sort).isEqualTo(resources);
    }

    private static String document(Random random) {
        List<String> top = members(random);
        top.add("\"o\":{" + String.join(",", members(random)) + "}");
        return "{" + String.join(",", top) + "}";
    }

    private static List<String> members(Random random) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (random.nextInt(5) > 0) {
                members.add("\"p" + i + "\":" + VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return members;
    }

    private static Comparator<Resource> plain(List<SortKey> sort) {
        Comparator<Resource> comparator = Comparator.comparing(resource -> 0);
        for (SortKey key : sort) {
            Comparator<Resource> byKey = (left, right) -> compare(value(left, key.path()), value(right, key.path()));
            comparator = comparator.thenComparing(key.descending() ? byKey.reversed() : byKey);
        }
        return comparator.thenComparing(Resource::id);
    }

    private static Optional<JsonText> value(Resource resource, List<String> path) {
        Optional<JsonText> value = Optional.of(JsonText.parse(resource.document(), JsonText.MAX_DEPTH));
        for (String name : path) {
            value = value.flatMap(object -> object.member(name));
        }
        return value;
    }

    private static int compare(Optional<JsonText> left, Optional<JsonText> right) {
        int byRank = Integer.compare(rank(left), rank(right));
        if (byRank != 0 || left.isEmpty()) {
            return byRank;
        }
        return switch (left.get().kind()) {
            case NUMBER -> Double.compare(number(left.get()), number(right.get()));
            case STRING -> compareCodePoints(left.get().string(), right.get().string());
            default -> 0;
        };
    }

    private static int rank(Optional<JsonText> value) {
        return value.map(there -> switch (there.kind()) {
                    case NULL -> 1;
                    case FALSE -> 2;
                    case TRUE -> 3;
                    case NUMBER -> 4;
                    case STRING -> 5;
                    case ARRAY, OBJECT -> 6;
                })
                .orElse(0);
    }

    private static double number(JsonText value) {
        return Double.parseDouble(value.text()) + 0.0;
    }

    private static int compareCodePoints(String left, String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }

    private static byte[] key(SortOrder order, String document) {
        return order.key(new Resource("1", 1, 0, 0, document));
    }
}
