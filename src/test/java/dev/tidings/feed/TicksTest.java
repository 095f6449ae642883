package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicksTest {

    private static final long MILLI = 1_000_000;

    @Test
    void aTickIsLateWhereTheProcessStoodStillForMoreThanASecond() {
        Ticks ticks = new Ticks(500, 7 * MILLI);
        assertThat(ticks.isLate(507 * MILLI)).isFalse();
        assertThat(ticks.isLate(1900 * MILLI)).isFalse();
        assertThat(ticks.isLate(3500 * MILLI)).isTrue();
        assertThat(ticks.isLate(3600 * MILLI)).isFalse();
    }
}
