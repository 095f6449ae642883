package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpochsTest {

    @Test
    void allThatCameBeforeAreOlder() {
        String first = Epochs.make();
        String last = first;
        for (int i = 2; i < 100; i++) {
            String next = Epochs.after(last, first);

            assertThat(Epochs.isOlder(next, last)).as(next).isFalse();
            assertThat(Epochs.isOlder(next, first)).as(next).isFalse();
            assertThat(Epochs.isOlder(last, next)).as(next).isTrue();
            assertThat(Position.parse(next + ":1")).as(next).isPresent();
            last = next;
        }
        assertThat(last).hasSize(8).endsWith("2r");
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, , false",
        "abcdef, abcdef, false",
        "abcdef, uvwxyz, false", // of another store, for instance one that was moved here
        "k3f9, abcdef, false",
        "abcdef2, abcdef, false",
        "abcdef, uvwxyz2, true",
        "abcdef2, uvwxyz2, false",
        "abcdefz, uvwxyz10, true",
        "abcdef10, uvwxyzz, false"
    })
    void onlyWhatIsSurelyOlderIs(String epoch, String known, boolean older) {
        assertThat(Epochs.isOlder(epoch, known)).isEqualTo(older);
    }

    @Test
    void theFirstAfterNothingIsAFirst() {
        assertThat(Epochs.after(null, null)).matches("[a-z0-9]{6}");
        assertThat(Epochs.after("abcdef", null)).matches("[a-z0-9]{6}2");
    }
}
