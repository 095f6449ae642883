package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

    private record Timer(long delay, Runnable action) {}

    /** A world in which a script says when things happen. */
    private static final class Script implements Pace.Outside {
        private final List<Runnable> soon = new ArrayList<>();
        private final List<Timer> timers = new ArrayList<>();
        private final List<Runnable> loops = new ArrayList<>();

        @Override
        public void soon(Runnable action) {
            soon.add(action);
        }

        @Override
        public void afterMillis(long delay, Runnable action) {
            timers.add(new Timer(delay, action));
        }

        @Override
        public void whenLoopsAreDone(Runnable action) {
            loops.add(action);
        }

        void fire(long delay) {
            Timer timer = timers.stream()
                    .filter(it -> it.delay() == delay)
                    .findFirst()
                    .orElseThrow();
            timers.remove(timer);
            timer.action().run();
        }

        long timersOf(long delay) {
            return timers.stream().filter(it -> it.delay() == delay).count();
        }
    }

    private final Script script = new Script();
    private final List<String> rounds = new ArrayList<>();
    private final Pace<String> pace = new Pace<>(script, due -> rounds.add(String.join(",", due)));

    @Test
    void whatComesAloneGoesAtOnceWithTheRestOfItsBatch() {
        pace.dirty("a");
        pace.dirty("b");
        pace.dirty("a");
        assertThat(rounds).isEmpty();
        script.soon.remove(0).run();

        assertThat(rounds).containsExactly("a,b");
        assertThat(script.soon).isEmpty();
    }

    @Test
    void theNextRoundWaitsForTheLoopsAndARest() {
        pace.dirty("a");
        script.soon.remove(0).run();
        pace.dirty("a");
        pace.dirty("b");
        assertThat(script.soon).as("no round while the loops are at work").isEmpty();
        script.loops.remove(0).run();
        assertThat(rounds).hasSize(1);
        script.fire(Pace.REST_MILLIS);

        assertThat(rounds).containsExactly("a", "a,b");
    }

    @Test
    void aBlockedLoopHoldsTheOthersUpForAWhileOnly() {
        pace.dirty("a");
        script.soon.remove(0).run();
        pace.dirty("a");
        script.fire(Pace.PATIENCE_MILLIS);
        script.fire(Pace.REST_MILLIS);
        assertThat(rounds).hasSize(2);

        script.loops.remove(0).run(); // of the first round, much too late
        assertThat(script.timersOf(Pace.REST_MILLIS)).isZero();
    }

    @Test
    void afterARestWithNothingToDoTheNextChangeGoesAtOnceAgain() {
        pace.dirty("a");
        script.soon.remove(0).run();
        script.loops.remove(0).run();
        script.fire(Pace.REST_MILLIS);
        pace.dirty("b");

        assertThat(script.soon).hasSize(1);
    }
}
