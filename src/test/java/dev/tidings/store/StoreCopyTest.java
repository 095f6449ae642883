package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.remove;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.CopyEnd.Kind;
import dev.tidings.store.WriteOutcome.Replayed;
import dev.tidings.store.WriteRequest.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StoreCopyTest {

    private static final Idempotency.Answers ANSWERS = new Idempotency.Answers() {
        @Override
        public String success(List<Applied> results) {
            return "done\tat\n\\" + results.get(0).revision();
        }

        @Override
        public Optional<String> refusal(TidingsException refusal) {
            return Optional.empty();
        }
    };

    private static final WriteRequest KEYED = new WriteRequest(
            List.of(put("orders", "keyed", "{}")),
            new Idempotency("me", "POST", "/v1/orders", "k\\\t\n", "hash", ANSWERS));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"SQLITE, POSTGRES", "POSTGRES, SQLITE", "SQLITE, SQLITE", "POSTGRES, POSTGRES"})
    void allComesBackToTheLetterUnderTheSameEpoch(Kind fromKind, Kind toKind) {
        CopyEnd from = end(fromKind, "from");
        CopyEnd to = end(toKind, "to");
        String epoch = fill(from);
        List<List<String>> rows = from.rows();

        CopyResult result = move(from, to, CopyListener.NONE);

        assertThat(to.rows()).isEqualTo(rows);
        assertThat(result.epoch()).isEqualTo(epoch);
        assertThat(result.kind()).isEqualTo(CopyResult.Kind.WHOLE);
        for (CopyPart part : CopyPart.values()) {
            assertThat(result.rows().get(part)).isEqualTo(from.rows(part).size());
        }
        assertGoesOn(to, epoch);
    }

    @Test
    void whatJsonbCannotHoldIsThereAsTextAlone() {
        CopyEnd from = end(Kind.SQLITE, "from");
        CopyEnd to = end(Kind.POSTGRES, "to");
        try (TestStore on = from.open()) {
            on.write(put("odd", "zero", "{\"a\":\"\\u0000\"}"));
            on.write(put("odd", "plain", "{ \"a\" : 1.10 }"));
        }

        move(from, to, CopyListener.NONE);

        assertThat(to.query("SELECT string_agg(id || coalesce(json::text, '-'), ' ' ORDER BY id) FROM resource"))
                .isEqualTo("plain{\"a\": 1.10} zero-");
    }

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

    @ParameterizedTest
    @EnumSource(Kind.class)
    void besideAServerItIsOfOneMomentAndHasAnotherEpoch(Kind kind) {
        CopyEnd from = end(kind, "from");
        CopyEnd to = end(kind == Kind.SQLITE ? Kind.POSTGRES : Kind.SQLITE, "to");
        String epoch = fill(from);
        List<List<String>> rows = from.rows();

        try (TestStore server = from.open()) {
            CopyResult result = copy(from, to, CopyMode.COPY, new CopyListener() {
                @Override
                public void begins(CopyPart part) {
                    server.write(put("orders", "while copying " + part, "{}"));
                }
            });

            assertThat(to.rows()).isEqualTo(rows);
            assertThat(result.epoch()).isNotEqualTo(epoch);
            assertGoesOn(to, result.epoch());
            server.write(put("orders", "afterwards", "{}"));
            assertThat(server.store.epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void withoutThePastACollectionBeginsAtItsHead() {
        CopyEnd from = end(Kind.SQLITE, "from");
        CopyEnd to = end(Kind.POSTGRES, "to");
        fill(from);

        copy(from, to, CopyMode.RESOURCES, CopyListener.NONE);

        assertThat(to.rows(CopyPart.RESOURCES)).isEqualTo(from.rows(CopyPart.RESOURCES));
        assertThat(to.rows(CopyPart.CHANGES)).isEmpty();
        assertThat(to.rows(CopyPart.TOMBSTONES)).isEmpty();
        assertThat(to.rows(CopyPart.ANSWERS)).isEmpty();
        try (TestStore on = to.open()) {
            ChangeLog.Marks marks = await(on.store.marks("orders"));
            assertThat(marks.floor()).isEqualTo(marks.head());
            assertThat(marks.tombstoneFloor()).isEqualTo(marks.head());
            assertThat(on.write(put("orders", "next", "{}")).revision()).isEqualTo(marks.head() + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aStoreInUseIsNotMoved(Kind kind) {
        CopyEnd from = end(kind, "from");
        CopyEnd to = end(Kind.SQLITE, "to");
        fill(from);
        try (TestStore server = from.open()) {
            if (kind == Kind.SQLITE) {
                assertRefused(() -> move(from, to, CopyListener.NONE), "in use by a server: stop that first");
                assertThat(folder.resolve("to.db")).doesNotExist();
            } else {
                move(from, to, CopyListener.NONE);
                TidingsException told = refusal(server.store.write(Stores.request(put("orders", "too late", "{}"))));
                assertThat(told.code()).isEqualTo(Code.UNAVAILABLE);
                assertThat(to.rows(CopyPart.CHANGES)).isEqualTo(from.rows(CopyPart.CHANGES));
            }
        }
    }

    @Test
    void aNodeThatHasTheTargetOpenKeepsOffAndThenGoesOnInTheNewEpoch() {
        CopyEnd from = end(Kind.SQLITE, "from");
        CopyEnd to = end(Kind.POSTGRES, "to");
        String epoch = fill(from);
        List<List<String>> rows = from.rows();
        try (TestStore node = to.open()) {
            move(from, to, new CopyListener() {
                @Override
                public void begins(CopyPart part) {
                    assertThat(refusal(node.store.write(Stores.request(put("mine", "1", "{}"))))
                                    .code())
                            .isEqualTo(Code.UNAVAILABLE);
                }
            });

            assertThat(to.rows()).isEqualTo(rows);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .ignoreExceptions() // a node that was told of an outage waits a moment before it asks again
                    .until(() -> node.write(put("mine", "1", "{}")) != null);
            assertThat(node.store.epoch()).isEqualTo(epoch);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTargetInWhichSomethingIsIsRefusedAndLeftAsItIs(Kind kind) {
        CopyEnd from = end(Kind.SQLITE, "from");
        CopyEnd to = end(kind, "to");
        fill(from);
        String there = fill(to);
        List<List<String>> rows = to.rows();

        assertRefused(
                () -> move(from, to, CopyListener.NONE), "A copy needs an empty store", "there are collections in it");

        assertThat(to.rows()).isEqualTo(rows);
        assertGoesOn(to, there);
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
    void twoCopiesIntoOneTargetAreNotMadeAtOnce() {
        for (Kind kind : Kind.values()) {
            CopyEnd from = end(Kind.SQLITE, "from" + kind);
            CopyEnd other = end(Kind.SQLITE, "other" + kind);
            CopyEnd to = end(kind, "to" + kind);
            fill(from);
            fill(other);
            AtomicBoolean asked = new AtomicBoolean();
            move(from, to, new CopyListener() {
                @Override
                public void begins(CopyPart part) {
                    assertRefused(
                            () -> move(other, to, CopyListener.NONE),
                            kind == Kind.SQLITE ? "in use by another" : "Another copy into the store");
                    asked.set(true);
                }
            });
            assertThat(asked).isTrue();
        }
    }

    @Test
    void aSourceThatIsNotThereIsRefusedAndNotMade() {
        CopyEnd from = end(Kind.SQLITE, "none/from");
        assertRefused(() -> move(from, end(Kind.SQLITE, "to"), CopyListener.NONE), "There is no store");
        assertRefused(() -> copy(from, end(Kind.SQLITE, "to"), CopyMode.COPY, CopyListener.NONE), "There is no store");
        assertThat(folder).isEmptyDirectory();

        CopyEnd empty = end(Kind.POSTGRES, "empty");
        assertRefused(() -> move(empty, end(Kind.SQLITE, "to"), CopyListener.NONE), "There is no store");
        assertThat(empty.query("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndLeftAsItIs() throws Exception {
        CopyEnd from = end(Kind.SQLITE, "from");
        from.execute("CREATE TABLE other (a TEXT)");
        assertRefused(() -> move(from, end(Kind.SQLITE, "to"), CopyListener.NONE), "There is no store");
        assertThat(from.query("SELECT group_concat(name) FROM sqlite_master")).isEqualTo("other");

        Files.writeString(folder.resolve("text.db"), "this is a text, and not a database of any kind".repeat(100));
        assertRefused(
                () -> move(end(Kind.SQLITE, "text"), end(Kind.SQLITE, "to"), CopyListener.NONE),
                "is not a database of this server");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNewerVersionIsRefusedAtEitherEnd(Kind kind) {
        CopyEnd newer = end(kind, "newer");
        CopyEnd other = end(Kind.SQLITE, "other");
        fill(newer);
        fill(other);
        newer.execute(
                kind == Kind.SQLITE
                        ? "INSERT INTO schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', '2099-01-01 00:00:00.000', 1, 1)"
                        : "INSERT INTO schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', now(), 1, true)");

        for (CopyMode mode : CopyMode.values()) {
            assertRefused(() -> copy(newer, end(Kind.SQLITE, "to"), mode, CopyListener.NONE), "newer version");
            assertRefused(() -> copy(other, newer, mode, CopyListener.NONE), "newer version");
        }
    }

    @Test
    void anOlderVersionIsBroughtUpToThisOneOnlyWhereItIsMoved() {
        CopyEnd from = end(Kind.SQLITE, "from");
        CopyEnd to = end(Kind.SQLITE, "to");
        fill(from);
        from.execute("DROP TABLE transfer");
        from.execute("DELETE FROM schema_history WHERE version = '2'");

        assertRefused(() -> copy(from, to, CopyMode.COPY, CopyListener.NONE), "older version");
        assertThat(move(from, to, CopyListener.NONE).kind()).isEqualTo(CopyResult.Kind.WHOLE);
    }

    @Test
    void aWrongPasswordOrDatabaseIsToldWithoutIt() {
        CopyEnd from = end(Kind.SQLITE, "from");
        fill(from);
        String url = end(Kind.POSTGRES, "to").url();

        assertRefused(
                () -> StoreCopy.run(
                        from.parsed(),
                        StoreUrl.parse(url.replace("postgres:any@", "nobody:hidden@")),
                        CopyMode.MOVE,
                        CopyListener.NONE),
                "does not let this user in");
        assertRefused(
                () -> StoreCopy.run(from.parsed(), StoreUrl.parse(url + "x"), CopyMode.MOVE, CopyListener.NONE),
                "no such database");
    }

    @Test
    void aStoreIsNotCopiedIntoItself() {
        CopyEnd from = end(Kind.SQLITE, "from");
        fill(from);
        StoreUrl same = StoreUrl.parse("sqlite:" + folder.resolve("x/../from.db"));

        assertThatThrownBy(() -> StoreCopy.run(from.parsed(), same, CopyMode.MOVE, CopyListener.NONE))
                .isInstanceOfSatisfying(
                        TidingsException.class, told -> assertThat(told.code()).isEqualTo(Code.INVALID));
    }

    @Test
    void aDamagedStoreIsNotMoved() {
        CopyEnd from = end(Kind.SQLITE, "from");
        String epoch = fill(from);
        from.execute("DELETE FROM change WHERE collection = 'orders' AND revision = 3");

        assertRefused(() -> move(from, end(Kind.POSTGRES, "to"), CopyListener.NONE), "is damaged");

        try (TestStore on = from.open()) {
            assertThat(on.store.epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void aRestoredStoreIsMovedUnderItsOtherEpoch() throws Exception {
        CopyEnd from = end(Kind.SQLITE, "from");
        String epoch = fill(from);
        Files.copy(folder.resolve("from.db"), folder.resolve("backup.db"));
        Files.move(folder.resolve("backup.db"), folder.resolve("from.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(move(from, end(Kind.SQLITE, "to"), CopyListener.NONE).epoch())
                .isNotEqualTo(epoch);
    }

    private CopyEnd end(Kind kind, String name) {
        return CopyEnd.fresh(kind, folder, name);
    }

    /** Writes, over, deletes, with keys, and trims some of it; the epoch. */
    private static String fill(CopyEnd end) {
        try (TestStore on = TestStore.at(
                end.url(),
                options -> options.withRetention(name -> name.equals("trimmed")
                        ? new RetentionPolicy(Duration.ofDays(7), 5, 1 << 20, Duration.ofDays(90))
                        : RetentionPolicy.DEFAULT))) {
            List<String> documents = new ArrayList<>(OddDocuments.documents());
            documents.add("{\t\"tab\"\r\n:\t\"\\\\ \\\\N \\\\. \\t\" }");
            await(on.store.write(Stores.request(IntStream.range(0, documents.size())
                    .mapToObj(i -> put("orders", "r" + i, documents.get(i)))
                    .toArray(Operation[]::new))));
            on.now.addAndGet(1_000);
            on.write(put("orders", "r1", "{\"again\":true}"));
            on.write(remove("orders", "r2"));
            await(on.store.write(KEYED));
            await(on.store.write(Stores.request(IntStream.range(0, 20)
                    .mapToObj(i -> put("trimmed", "r" + i, "{}"))
                    .toArray(Operation[]::new))));
            await(on.store.trim());
            return on.store.epoch();
        }
    }

    /** Opened by a server, twice, it has that epoch, all that was there, and goes on from it. */
    private static void assertGoesOn(CopyEnd end, String epoch) {
        long head;
        try (TestStore on = end.open()) {
            assertThat(on.store.epoch()).isEqualTo(epoch);
            head = await(on.store.marks("orders")).head();
            assertThat(on.changes("orders")).hasSize(Math.toIntExact(head));
            assertThat(await(on.store.marks("trimmed")).floor()).isEqualTo(15);
            assertThat(await(on.store.write(KEYED))).isInstanceOf(Replayed.class);
            on.write(put("orders", "new", "{}"));
        }
        try (TestStore on = end.open()) {
            assertThat(on.store.epoch()).isEqualTo(epoch);
            assertThat(await(on.store.heads(Set.of("orders"))).revisions()).isEqualTo(Map.of("orders", head + 1));
        }
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

    private static CopyResult move(CopyEnd from, CopyEnd to, CopyListener listener) {
        return copy(from, to, CopyMode.MOVE, listener);
    }

    private static CopyResult copy(CopyEnd from, CopyEnd to, CopyMode mode, CopyListener listener) {
        return StoreCopy.run(from.parsed(), to.parsed(), mode, listener);
    }

    private static void assertRefused(Runnable work, String... messages) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(TidingsException.class, refusal -> assertThat(refusal.code())
                        .isIn(Code.UNAVAILABLE, Code.INTERNAL))
                .hasMessageContainingAll(messages)
                .hasMessageNotContaining("hidden")
                .hasMessageNotContaining("any@")
                .hasMessageNotContaining("\n");
    }
}
