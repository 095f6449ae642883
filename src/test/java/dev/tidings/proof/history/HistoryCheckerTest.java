package dev.tidings.proof.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker believes a server that keeps the contract, and catches one that does not, whatever it gets wrong. */
class HistoryCheckerTest {

    private static final int CLEAN_SEEDS = 200;
    private static final int BUGGY_SEEDS = 15;

    @Test
    void aServerThatKeepsTheContractIsBelieved() {
        for (int seed = 1; seed <= CLEAN_SEEDS; seed++) {
            assertThat(faults(new FakeRun(seed, null))).as("seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void aServerWithABugIsCaughtWheneverItStrikes(Bug bug) {
        int struck = 0;
        for (int seed = 1; seed <= BUGGY_SEEDS; seed++) {
            FakeRun run = new FakeRun(seed, bug);
            List<String> faults = faults(run);
            assertThat(faults.isEmpty())
                    .as("seed %d, struck %s: %s", seed, run.struck(), faults)
                    .isEqualTo(!run.struck());
            struck += run.struck() ? 1 : 0;
        }
        assertThat(struck).as("runs in which it struck").isGreaterThan(BUGGY_SEEDS / 2);
    }

    private static List<String> faults(FakeRun run) {
        return HistoryChecker.check(run.run()).faults();
    }

    @Test
    void theVerdictNamesTheOperationAndWhatStandsBesideItInTheLog() {
        FakeRun run = new FakeRun(3, Bug.LOST_WRITE);
        Verdict verdict = HistoryChecker.check(run.run());
        assertThat(verdict.isClean()).isFalse();
        assertThat(verdict.toString())
                .containsPattern("acknowledged write is not in the log: \\S+ \\S+ \\(mark writer-\\S+ by writer-")
                .contains("the log there:\n    ");
    }
}
