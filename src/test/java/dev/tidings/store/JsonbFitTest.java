package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonbFitTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":\"\\\\u0000 e9999 \\\"\",\"b\":[1,-1.5e+300,0,null,true]}",
                "{\"\":\"\\ud83d\\ude00\\u0001\"}",
                "{\"a\":1e-400,\"b\":123456789012345678901234567890.5}",
            })
    void whatItCanHoldFits(String json) {
        assertThat(JsonbFit.holds(json)).isTrue();
        assertThat(PostgresServer.shared().query("postgres", "SELECT '" + json + "'::jsonb IS NOT NULL"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\\\\\\u0000\"}",
                "{\"a\":[1e200000]}",
                "{\"a\":1E+200000}",
                "{\"a\":-1e-99999999999999999999}",
                "{\"a\":1e401}",
            })
    void whatItCannotHoldDoesNot(String json) {
        assertThat(JsonbFit.holds(json)).isFalse();
    }
}
