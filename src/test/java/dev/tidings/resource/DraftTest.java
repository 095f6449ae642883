package dev.tidings.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.JsonText;
import dev.tidings.model.RandomJson;
import dev.tidings.model.TidingsException;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static JsonText parse(String text) {
        return JsonText.parse(text, JsonText.MAX_DEPTH);
    }

    @Test
    void itsLengthIsThatOfItsTextAfterEachChange() {
        LongStream.range(0, 5_000).forEach(seed -> {
            RandomJson random = new RandomJson(new Random(seed));
            Draft draft = new Draft(parse(random.spaced(parse(random.value(3)))), new Work());
            for (int i = 0; i < 8; i++) {
                change(draft, random);
                assertThat(draft.json().text()).as("seed %d", seed).hasSize((int) draft.length());
            }
        });
    }

    private static void change(Draft draft, RandomJson random) {
        String token = random.one(List.of("a", "b", "", "\"\n", "0", "1", "-"));
        JsonText value = parse(random.value(1));
        try {
            draft.grow(
                    switch (random.one(List.of("add", "replace", "remove"))) {
                        case "add" -> draft.add(token, value);
                        case "replace" -> draft.replace(token, value);
                        default -> draft.remove(token);
                    });
        } catch (TidingsException impossible) {
            assertThat(impossible.detail()).isNotEmpty();
        }
    }

    @Test
    void whatWasNotChangedIsTheTextThatItWas() {
        JsonText json = parse("{\"a\":{\"b\":1},\"c\":[2]}");
        Draft draft = new Draft(json, new Work());
        assertThat(draft.child("c").orElseThrow().child("0")).isPresent();
        assertThat(draft.json()).isSameAs(json);
        Draft list = draft.child("c").orElseThrow();
        long longer = list.add("-", JsonText.string("x"));
        list.grow(longer);
        draft.grow(longer);
        assertThat(draft.json().text()).isEqualTo("{\"a\":{\"b\":1},\"c\":[2,\"x\"]}");
        assertThat(draft.json().member("a")).containsSame(json.member("a").orElseThrow());
    }
}
