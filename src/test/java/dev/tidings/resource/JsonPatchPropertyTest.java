package dev.tidings.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.JsonText.Member;
import dev.tidings.model.RandomJson;
import dev.tidings.model.TidingsException;
import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random patches on random documents; each case is small and made from its own seed. */
class JsonPatchPropertyTest {

    private static final int CASES = 10_000;

    /** One random document, and a patch most of whose pointers lead somewhere in it. */
    private static final class Case {
        private final Random random;
        private final RandomJson json;
        private final String target;
        private final String patch;
        private final List<String> pointers = new ArrayList<>();

        Case(long seed) {
            random = new Random(seed);
            json = new RandomJson(random);
            target = random.nextInt(8) == 0 ? json.value(3) : json.object(4);
            collect(JsonText.parse(target, 64), "");
            List<String> operations = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                operations.add(operation());
            }
            patch = "[" + String.join(",", operations) + "]";
        }

        boolean replacesTheWhole() {
            return patch.contains("\"path\":\"\"");
        }

        /**
         * The other library takes only objects and arrays for the whole, and holds {@code /a/b} for a child of
         * {@code /a/}, which is a member with an empty name.
         */
        boolean isKnownToTheOracle() {
            return JsonText.parse(target, 64).depth() > 0 && !replacesTheWhole() && !patch.contains("/\",\"value\"");
        }

        private void collect(JsonText value, String pointer) {
            pointers.add(pointer);
            if (value.kind() == Kind.OBJECT) {
                value.members().forEach(member -> collect(member.value(), pointer + "/" + escape(member.name())));
            } else if (value.kind() == Kind.ARRAY) {
                for (int i = 0; i < value.elements().size(); i++) {
                    collect(value.elements().get(i), pointer + "/" + i);
                }
            }
        }

        private static String escape(String name) {
            return name.replace("~", "~0").replace("/", "~1");
        }

        private String operation() {
            String op = json.one(List.of("add", "add", "remove", "replace", "move", "copy"));
            return "{\"op\":\"%s\",\"path\":\"%s\",\"from\":\"%s\",\"value\":%s}"
                    .formatted(op, pointer(), pointer(), json.value(2));
        }

        private String pointer() {
            String somewhere = json.one(pointers);
            return random.nextInt(3) == 0
                    ? somewhere + "/" + json.one(List.of("a", "b", "new", "0", "1", "-"))
                    : somewhere;
        }
    }

    private static Optional<JsonText> applied(Case test) {
        try {
            JsonPatch patch = JsonPatch.parse(JsonText.parse(test.patch, JsonPatch.MAX_DEPTH));
            return Optional.of(patch.apply(JsonText.parse(test.target, 64), 1_000_000));
        } catch (TidingsException refused) {
            return Optional.empty();
        }
    }

    @Test
    void aPatchDoesWhatAnotherLibraryDoes() {
        LongStream.range(0, CASES).forEach(seed -> {
            Case test = new Case(seed);
            if (!test.isKnownToTheOracle()) {
                return;
            }
            assertThat(applied(test).map(result -> Oracle.read(result.text())))
                    .as("seed %d: %s on %s", seed, test.patch, test.target)
                    .isEqualTo(expected(test));
        });
    }

    private static Optional<JsonValue> expected(Case test) {
        try {
            return Optional.of(Oracle.JSON
                    .createPatch(Oracle.read(test.patch).asJsonArray())
                    .apply((JsonStructure) Oracle.read(test.target)));
        } catch (JsonException refused) {
            return Optional.empty();
        }
    }

    @Test
    void noTokenIsPrintedAnew() {
        LongStream.range(0, CASES).forEach(seed -> {
            Case test = new Case(seed);
            Set<String> written = new HashSet<>();
            collectTokens(JsonText.parse(test.target, 64), written);
            collectTokens(JsonText.parse(test.patch, 64), written);
            Set<String> kept = new HashSet<>();
            applied(test).ifPresent(result -> collectTokens(result, kept));
            assertThat(written)
                    .as("seed %d: %s on %s", seed, test.patch, test.target)
                    .containsAll(kept);
        });
    }

    private static void collectTokens(JsonText value, Set<String> into) {
        switch (value.kind()) {
            case OBJECT -> value.members().forEach(member -> collectTokens(member.value(), into));
            case ARRAY -> value.elements().forEach(element -> collectTokens(element, into));
            default -> into.add(value.text());
        }
    }

    @Test
    void membersThatNoOperationNamesKeepTextAndOrder() {
        LongStream.range(0, CASES).forEach(seed -> {
            Case test = new Case(seed);
            Optional<JsonText> result = applied(test).filter(value -> value.kind() == Kind.OBJECT);
            JsonText target = JsonText.parse(test.target, 64);
            if (result.isPresent() && target.kind() == Kind.OBJECT && !test.replacesTheWhole()) {
                List<String> untouched = untouched(target, test.patch);
                List<String> kept = texts(result.get().members());
                kept.retainAll(untouched);
                assertThat(kept)
                        .as("seed %d: %s on %s", seed, test.patch, test.target)
                        .isEqualTo(untouched);
            }
        });
    }

    private static List<String> untouched(JsonText target, String patch) {
        return texts(target.members().stream()
                .filter(member -> !patch.contains("\"/" + Case.escape(member.name()) + "\"")
                        && !patch.contains("\"/" + Case.escape(member.name()) + "/"))
                .toList());
    }

    private static List<String> texts(List<Member> members) {
        return members.stream()
                .map(member -> member.nameText() + ":" + member.value().text())
                .collect(Collectors.toList());
    }
}
