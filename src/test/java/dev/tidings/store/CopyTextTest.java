package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopyTextTest {

    @Test
    void aRowIsALineOfColumns() {
        assertThat(CopyText.line(List.of("a", "", "é😀"))).isEqualTo("a\t\té😀\n");
    }

    @Test
    void whatHasAMeaningThereIsEscaped() {
        assertThat(CopyText.line(List.of("a\\b", "\t\r\n", "\\N", "\\.")))
                .isEqualTo("a\\\\b\t\\t\\r\\n\t\\\\N\t\\\\.\n");
    }

    @Test
    void noValueIsToldFromAnEmptyOne() {
        assertThat(CopyText.line(Arrays.asList(null, "", null))).isEqualTo("\\N\t\t\\N\n");
    }
}
