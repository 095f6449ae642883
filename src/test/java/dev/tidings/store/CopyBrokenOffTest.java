package dev.tidings.store;

import static dev.tidings.store.Stores.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.TidingsException;
import dev.tidings.store.CopyEnd.Kind;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever breaks off, and whatever is done with what was left: never two stores under one epoch, and nothing lost. */
class CopyBrokenOffTest extends OnCopies {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noServerOpensWhatWasMovedAway(Kind kind) {
        CopyEnd from = end(kind, "from");
        CopyEnd to = end(Kind.SQLITE, "to");
        fill(from);
        move(from, to, CopyListener.NONE);

        assertRefused(from::open, "is not used: it was moved to sqlite:" + folder.resolve("to.db"));
    }

    @Test
    void notEvenATakenAwayMarkBringsTheOldEpochBack() {
        for (Kind kind : Kind.values()) {
            CopyEnd from = end(kind, "from" + kind);
            String epoch = fill(from);
            move(from, end(Kind.SQLITE, "to" + kind), CopyListener.NONE);

            from.execute("DELETE FROM transfer");

            try (TestStore on = from.open()) {
                assertThat(on.store.epoch()).isNotEqualTo(epoch);
            }
        }
    }

    @Test
    void aBackupOfWhatWasMovedAwayGetsAnotherEpoch() throws Exception {
        CopyEnd from = end(Kind.SQLITE, "from");
        String epoch = fill(from);
        byte[] backup = Files.readAllBytes(folder.resolve("from.db"));
        move(from, end(Kind.SQLITE, "to"), CopyListener.NONE);

        Files.write(folder.resolve("from.db"), backup); // in place: it is the same file still

        try (TestStore on = from.open()) {
            assertThat(on.store.epoch()).isNotEqualTo(epoch);
        }
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRES", "POSTGRES, SQLITE"})
    void brokenOffAtAnyStepItCanBeRunAgain(Kind fromKind, Kind toKind) {
        for (CopyStep step : CopyStep.values()) {
            CopyEnd from = end(fromKind, "from" + step);
            CopyEnd to = end(toKind, "to" + step);
            String epoch = fill(from);
            List<List<String>> rows = from.rows();

            assertThatThrownBy(() -> move(from, to, breakingAt(step))).isInstanceOf(BrokenOff.class);

            assertAtMostOneOpensUnder(epoch, from, to);
            CopyResult result = move(from, to, CopyListener.NONE);
            assertThat(result.epoch()).isEqualTo(epoch);
            assertThat(result.kind())
                    .isEqualTo(
                            switch (step) {
                                case RESERVED, FILLED -> CopyResult.Kind.WHOLE;
                                case LEFT -> CopyResult.Kind.FINISHED;
                                case RELEASED -> CopyResult.Kind.DONE_BEFORE;
                            });
            assertThat(to.rows()).isEqualTo(rows);
            assertGoesOn(to, epoch);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void brokenOffAmongItsRowsItLeavesTheSourceToGoOn(Kind kind) {
        CopyEnd from = end(Kind.SQLITE, "from");
        CopyEnd to = end(kind, "to");
        String epoch = fill(from);
        assertThatThrownBy(() -> move(from, to, new CopyListener() {
                    private int rows;

                    @Override
                    public void row() {
                        rows++;
                        if (rows == 50) {
                            throw new BrokenOff();
                        }
                    }
                }))
                .isInstanceOf(BrokenOff.class);

        assertRefused(to::open, "it holds an unfinished copy of sqlite:" + folder.resolve("from.db"));
        try (TestStore on = from.open()) {
            assertThat(on.store.epoch()).isEqualTo(epoch);
            on.write(put("orders", "meanwhile", "{}"));
        }
        List<List<String>> rows = from.rows();

        move(from, to, CopyListener.NONE);

        assertThat(to.rows()).isEqualTo(rows);
    }

    @Test
    void whatWasMovedIsNotMovedAgainButWhatIsLeftCanBeCopied() {
        CopyEnd from = end(Kind.SQLITE, "from");
        fill(from);
        List<List<String>> rows = from.rows();
        move(from, end(Kind.SQLITE, "first"), CopyListener.NONE);
        CopyEnd second = end(Kind.POSTGRES, "second");

        assertRefused(
                () -> move(from, second, CopyListener.NONE),
                "was moved to sqlite:" + folder.resolve("first.db") + " before",
                "--new-epoch");

        copy(from, second, CopyMode.COPY, CopyListener.NONE);
        assertThat(second.rows()).isEqualTo(rows);
    }

    @Test
    void theUnfinishedCopyOfAnotherStoreIsRefused() {
        CopyEnd other = end(Kind.SQLITE, "other");
        CopyEnd to = end(Kind.SQLITE, "to");
        fill(other);
        assertThatThrownBy(() -> move(other, to, breakingAt(CopyStep.LEFT))).isInstanceOf(BrokenOff.class);
        CopyEnd from = end(Kind.SQLITE, "from");
        fill(from);

        assertRefused(
                () -> move(from, to, CopyListener.NONE), "unfinished copy of sqlite:" + folder.resolve("other.db"));
        assertRefused(() -> move(to, from, CopyListener.NONE), "to.db cannot be copied: it holds an unfinished copy");
    }

    private static void assertAtMostOneOpensUnder(String epoch, CopyEnd... ends) {
        int open = 0;
        for (CopyEnd end : ends) {
            try (TestStore on = end.open()) {
                open += on.store.epoch().equals(epoch) ? 1 : 0;
            } catch (TidingsException closed) {
                assertThat(closed).hasMessageContaining("is not used: ");
            }
        }
        assertThat(open).isLessThanOrEqualTo(1);
    }

    private static CopyListener breakingAt(CopyStep last) {
        return new CopyListener() {
            @Override
            public void reached(CopyStep step) {
                if (step == last) {
                    throw new BrokenOff();
                }
            }
        };
    }

    private static final class BrokenOff extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
