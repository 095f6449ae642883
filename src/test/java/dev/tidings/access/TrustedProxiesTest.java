package dev.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.7", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, true",
        "10.255.255.255, true",
        "11.0.0.1, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "2001:db8:1::9, true",
        "2001:db9::1, false",
        "::ffff:10.0.0.1, true",
        "somewhere, false",
        "'', false"
    })
    void onlyWhatIsListedIsTrusted(String address, boolean trusted) {
        assertThat(proxies.trust(address)).isEqualTo(trusted);
    }

    @Test
    void nobodyIsTrustedWhereNothingIsListed() {
        assertThat(TrustedProxies.of(List.of()).trust("127.0.0.1")).isFalse();
    }

    @Test
    void theNetworkOfEverybodyIsEverybody() {
        TrustedProxies all = TrustedProxies.of(List.of("0.0.0.0/0", "::/0"));

        assertThat(all.trust("203.0.113.9")).isTrue();
        assertThat(all.trust("2001:db8::1")).isTrue();
    }

    @Test
    void proxiesAreFollowedBackToTheFirstAddressThatIsNoneOfThem() {
        List<Hop> hops = List.of(
                new Hop("10.6.6.6", "lie.example", "http"), // said by the client
                new Hop("203.0.113.9:5000", "app.example", "https"), // by the outer proxy
                new Hop("10.0.0.2", "inner.example", "http")); // by the inner one

        assertThat(proxies.caller("10.0.0.1", hops)).isEqualTo(new Caller("203.0.113.9", "app.example", "https"));
    }

    @Test
    void whatTheOuterProxyDoesNotTellTheInnerOneDoes() {
        List<Hop> hops = List.of(new Hop("203.0.113.9", "", ""), new Hop("10.0.0.2", "app.example", "https"));

        assertThat(proxies.caller("10.0.0.1", hops)).isEqualTo(new Caller("203.0.113.9", "app.example", "https"));
    }

    @Test
    void oneThatHidesItsClientStandsForIt() {
        List<Hop> hops = List.of(new Hop("203.0.113.9", "lie.example", ""), new Hop("unknown", "app.example", ""));

        assertThat(proxies.caller("10.0.0.1", hops)).isEqualTo(new Caller("10.0.0.1", "app.example", ""));
    }

    @Test
    void whereNothingIsToldTheProxyIsTheClient() {
        assertThat(proxies.caller("10.0.0.1", List.of())).isEqualTo(Caller.direct("10.0.0.1"));
    }

    @Test
    void whereAllAreTrustedTheFirstIsTheClient() {
        List<Hop> hops = List.of(new Hop("[2001:db8::5]:80", "a", ""), new Hop("10.0.0.2", "b", ""));

        assertThat(proxies.caller("10.0.0.1", hops)).isEqualTo(new Caller("2001:db8:0:0:0:0:0:5", "a", ""));
    }
}
