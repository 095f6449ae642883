package dev.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedHeaderTest {

    /** The examples of RFC 7239 section 4, and its section 7.1. */
    @Test
    void theExamplesOfTheStandardAreUnderstood() {
        assertThat(ForwardedHeader.parse("for=\"_gazonk\"").orElseThrow()).containsExactly(new Hop("_gazonk", "", ""));
        assertThat(ForwardedHeader.parse("For=\"[2001:db8:cafe::17]:4711\"").orElseThrow())
                .containsExactly(new Hop("[2001:db8:cafe::17]:4711", "", ""));
        assertThat(ForwardedHeader.parse("for=192.0.2.60;proto=http;by=203.0.113.43")
                        .orElseThrow())
                .containsExactly(new Hop("192.0.2.60", "", "http"));
        assertThat(ForwardedHeader.parse("for=192.0.2.43, for=198.51.100.17").orElseThrow())
                .containsExactly(new Hop("192.0.2.43", "", ""), new Hop("198.51.100.17", "", ""));
        assertThat(ForwardedHeader.parse("for=192.0.2.43,for=\"[2001:db8:cafe::17]\",for=unknown")
                        .orElseThrow())
                .hasSize(3);
    }

    @Test
    void quotedValuesMayHoldWhatSeparates() {
        assertThat(ForwardedHeader.parse("host=\"a,b;c\\\"d\\\\e\"; Proto=HTTPS")
                        .orElseThrow())
                .containsExactly(new Hop("", "a,b;c\"d\\e", "https"));
    }

    @Test
    void aHostWithAPortIsUnderstoodWithoutQuotesToo() {
        assertThat(ForwardedHeader.parse("for=[::1]:80;host=app.example:8443").orElseThrow())
                .containsExactly(new Hop("[::1]:80", "app.example:8443", ""));
    }

    @Test
    void whatIsEmptySaysNothing() {
        assertThat(ForwardedHeader.parse("").orElseThrow()).isEmpty();
        assertThat(ForwardedHeader.parse(" , ;,for=a;;host=b; ,").orElseThrow()).containsExactly(new Hop("a", "b", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for",
                "for=",
                "=a",
                "for=a b",
                "for = a",
                "for=\"a",
                "for=\"a\\",
                "for=\"a\"b",
                "for=é",
                // what a client left open takes in what the proxy put behind it
                "for=\"10.0.0.1, for=\"192.0.2.1\"",
                "host=\"localhost, for=192.0.2.1"
            })
    void whatIsMalformedIsNotBelievedInAnyPart(String value) {
        assertThat(ForwardedHeader.parse(value)).isEmpty();
    }
}
