package dev.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JsonTextPropertyTest {

    private static final int DEPTH = JsonText.MAX_DEPTH;

    @Test
    void whatIsReadComesBackAsItWasWithOrWithoutWhiteSpace() {
        LongStream.range(0, 4_000).forEach(seed -> {
            RandomJson random = new RandomJson(new Random(seed));
            String text = random.value(4);
            JsonText json = JsonText.parse(text, DEPTH);
            JsonText spaced = JsonText.parse(random.spaced(json), DEPTH);
            assertThat(json.text()).as("seed %d", seed).isEqualTo(text).hasSize((int) json.length());
            assertThat(spaced.text()).as("seed %d", seed).isEqualTo(text).hasSize((int) spaced.length());
            assertThat(spaced.depth()).as("seed %d", seed).isEqualTo(json.depth());
            assertThat(spaced.sameValue(json)).as("seed %d", seed).isTrue();
        });
    }

    @Test
    void aBrokenTextIsRefusedAndNothingElseHappens() {
        LongStream.range(0, 4_000).forEach(seed -> {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(new RandomJson(random).value(4));
            text.setCharAt(random.nextInt(text.length()), "{}[]\":,\\u0-.eE\u0001\ud800x".charAt(random.nextInt(17)));
            try {
                JsonText json = JsonText.parse(text.toString(), DEPTH);
                assertThat(JsonText.parse(json.text(), DEPTH).sameValue(json))
                        .as("seed %d", seed)
                        .isTrue();
            } catch (TidingsException refused) {
                assertThat(refused.code()).as("seed %d", seed).isEqualTo(Code.BAD_REQUEST);
            }
        });
    }
}
