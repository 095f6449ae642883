package dev.tidings.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10); // such a clock may overflow
    private final Seldom seldom = new Seldom(Duration.ofNanos(100), now::get);

    @Test
    void theFirstIsToldAtOnceAndTheOthersOnceAPauseWithHowManyThereWere() {
        assertThat(seldom.next()).isEqualTo(OptionalLong.of(0));
        assertThat(seldom.next()).isEmpty();
        now.addAndGet(99);
        assertThat(seldom.next()).isEmpty();
        now.addAndGet(1);
        assertThat(seldom.next()).isEqualTo(OptionalLong.of(2));
        assertThat(seldom.next()).isEmpty();
    }

    @Test
    void whatComesAfterALongSilenceIsToldAtOnce() {
        assertThat(seldom.next()).isPresent();
        now.addAndGet(1_000_000);
        assertThat(seldom.next()).isEqualTo(OptionalLong.of(0));
    }
}
