package dev.tidings.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForwardedListsTest {

    @Test
    void listsBelongTogetherFromTheirEnds() {
        assertThat(ForwardedLists.hops("192.0.2.1, 10.0.0.2 ,10.0.0.3", "app.example", "HTTPS,http"))
                .containsExactly(
                        new Hop("192.0.2.1", "", ""),
                        new Hop("10.0.0.2", "", "https"),
                        new Hop("10.0.0.3", "app.example", "http"));
    }

    @Test
    void aLongGapCostsNoMoreThanItsLength() {
        String gap = "192.0.2.1" + " ".repeat(200_000) + "x";

        assertThat(assertTimeout(Duration.ofSeconds(2), () -> ForwardedLists.hops(gap, "", "")))
                .containsExactly(new Hop(gap, "", ""));
    }

    @Test
    void whatIsNotThereTellsNothing() {
        assertThat(ForwardedLists.hops("", "", "")).isEmpty();
        assertThat(ForwardedLists.hops("", "app.example", "")).containsExactly(new Hop("", "app.example", ""));
        assertThat(ForwardedLists.hops(",", "", "")).containsExactly(new Hop("", "", ""), new Hop("", "", ""));
    }
}
