package dev.tidings.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the JSON Patch test suite, also those that it disables because some libraries cannot do them. */
class JsonPatchConformanceTest {

    private static final Path SUITE = Path.of("src/test/resources/conformance/json-patch");
    /** What a case says is wrong with a patch that is none; other errors come from applying it. */
    private static final Set<String> NO_PATCH = Set.of(
            "missing 'path' parameter",
            "null is not valid value for 'path'",
            "JSON Pointer should start with a slash",
            "missing 'value' parameter",
            "missing 'from' parameter",
            "Unrecognized op 'spam'");

    static List<JsonObject> cases() throws IOException {
        String tests = Files.readString(SUITE.resolve("tests.json"));
        String examples = Files.readString(SUITE.resolve("spec_tests.json"));
        return Stream.of(tests, examples)
                .flatMap(file -> Oracle.read(file).asJsonArray().stream())
                .map(JsonValue::asJsonObject)
                .filter(test -> test.containsKey("patch"))
                // these two lose their second "op" when they are read here; JsonPatchTest has the like
                .filter(test -> !test.getString("error", "").contains("two 'op' members"))
                .toList();
    }

    @Test
    void theSuiteIsWhole() throws IOException {
        assertThat(cases()).hasSize(110);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCaseOfTheSuiteEndsAsItSays(JsonObject test) {
        JsonText target = JsonText.parse(test.get("doc").toString(), JsonText.MAX_DEPTH);
        JsonText patch = JsonText.parse(test.get("patch").toString(), JsonPatch.MAX_DEPTH);
        if (test.containsKey("error")) {
            assertThat(refusal(target, patch)).isEqualTo(expectedRefusal(test));
            return;
        }
        JsonText result = JsonPatch.parse(patch).apply(target, 10_000);
        JsonValue expected = test.getOrDefault("expected", test.get("doc"));
        assertThat(Oracle.read(result.text())).isEqualTo(expected);
    }

    private static Code refusal(JsonText target, JsonText patch) {
        try {
            JsonPatch.parse(patch).apply(target, 10_000);
        } catch (TidingsException refused) {
            return refused.code();
        }
        throw new AssertionError("was applied");
    }

    private static Code expectedRefusal(JsonObject test) {
        if (NO_PATCH.contains(test.getString("error"))) {
            return Code.BAD_REQUEST;
        }
        List<JsonObject> operations = test.getJsonArray("patch").getValuesAs(JsonObject.class);
        boolean tests = operations.get(operations.size() - 1).getString("op").equals("test");
        return tests ? Code.CONFLICT : Code.INVALID;
    }
}
