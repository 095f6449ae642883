package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.CopyEnd.Kind;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be copied is told in one line, and left as it is. */
class CopyRefusalsTest extends OnCopies {

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
}
