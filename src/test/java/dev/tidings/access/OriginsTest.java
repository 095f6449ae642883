package dev.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    private final Origins origins = new Origins(List.of("https://app.example", "http://other.example:81"));

    @ParameterizedTest
    @CsvSource({
        "https://app.example, localhost, true",
        "https://app.example:443, localhost, false",
        "https://app.example.evil, localhost, false",
        "http://app.example, localhost, false",
        "http://localhost:8080, localhost:8080, true",
        "http://LOCALHOST:8080, localhost:8080, true",
        "http://localhost, localhost:80, true",
        "http://localhost:80, localhost, true",
        "https://localhost, localhost, true",
        "https://localhost, localhost:443, true",
        "http://localhost, localhost:443, false",
        "http://localhost:8081, localhost:8080, false",
        "http://[::1]:9, [::1]:9, true",
        "null, localhost, false",
        "localhost, localhost, false",
        "ftp://localhost, localhost, false",
    })
    void anOriginIsTheServersOwnOrAllowed(String origin, String authority, boolean allowed) {
        assertThat(origins.allow(origin, authority)).isEqualTo(allowed);
        assertThat(origins.mayWrite(origin, null, authority)).isEqualTo(allowed);
    }

    @Test
    void whoSendsNoOriginIsNoBrowserUnlessItSaysSo() {
        assertThat(origins.mayWrite(null, null, "localhost")).isTrue();
        assertThat(origins.mayWrite(null, "none", "localhost")).isTrue();
        assertThat(origins.mayWrite(null, "same-site", "localhost")).isTrue();
        assertThat(origins.mayWrite(null, "cross-site", "localhost")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:8080, true",
        "[::1], true",
        "[::1]:8080, true",
        "127.0.0.1:1, true",
        "Tidings.Example, true",
        "tidings.example:9, true",
        "example, false",
        "'', false",
        "::1, false",
        "localhost.evil, false",
    })
    void hostsAreNamedExactly(String authority, boolean answered) {
        assertThat(Hosts.localAnd(List.of("tidings.EXAMPLE")).answerTo(authority))
                .isEqualTo(answered);
    }
}
