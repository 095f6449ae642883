package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitTimeTest {

    private static final long MILLI = 1_000_000;

    private final CommitTime sender = new CommitTime(77_000 * MILLI, 1_700_000_000_000L);

    private long after(long millis, long skew) {
        long wall = sender.toWall(sender.nanos() - 3 * MILLI);
        CommitTime receiver = new CommitTime(-5_000 * MILLI, sender.millis() + millis + skew);
        long committedAt = receiver.fromWall(wall);
        return committedAt == 0 ? Long.MAX_VALUE : (receiver.nanos() - committedAt) / MILLI;
    }

    @Test
    void theTimeOnTheWayCountsToo() {
        assertThat(after(0, 0)).isEqualTo(3);
        assertThat(after(9, 0)).isEqualTo(12);
    }

    @Test
    void aClockThatIsBehindMakesNoTimeBelowZero() {
        assertThat(after(1, -40)).isZero();
    }

    @Test
    void whatClocksThatDifferMuchSayIsNoTime() {
        assertThat(after(1, 120_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(after(1, -120_000)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsUnknownStaysSo() {
        assertThat(sender.toWall(0)).isZero();
        assertThat(sender.fromWall(0)).isZero();
    }
}
