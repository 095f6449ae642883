package dev.tidings.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.model.TidingsException.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {

    @Test
    void aProblemSaysWhatAndWhereAndMore() {
        TidingsException error = TidingsException.of(Code.INVALID, "No.", List.of(new Fault("/a", "is \"b\"")))
                .with("operation", 3);

        assertThat(Problems.json(error))
                .isEqualTo("{\"type\":\"https://tidings.dev/problems/invalid\",\"title\":\"Not valid\",\"status\":422,"
                        + "\"detail\":\"No.\",\"operation\":3,"
                        + "\"errors\":[{\"pointer\":\"/a\",\"detail\":\"is \\\"b\\\"\"}]}");
    }

    @Test
    void whatNobodyForesawKeepsItsInsideToItself() {
        TidingsException error = Problems.of(new IllegalStateException("SELECT secret"));

        assertThat(error.code()).isEqualTo(Code.INTERNAL);
        assertThat(Problems.json(error)).doesNotContain("SELECT", "Illegal");
        assertThat(error).hasRootCauseMessage("SELECT secret");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCodeHasAStatusATitleAndACloseCode(Code code) {
        assertThat(StatusTable.status(code)).isBetween(400, 599);
        assertThat(StatusTable.title(code)).isNotBlank();
        assertThat(StatusTable.closeCode(code)).isBetween(4400, 4599);
    }
}
