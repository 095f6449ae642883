package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.CopyEnd.Kind;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a copy keeps, and whom it concerns meanwhile. */
class StoreCopyTest extends OnCopies {

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
                List<Future<WriteOutcome>> meanwhile = new ArrayList<>();
                move(from, to, new CopyListener() {
                    @Override
                    public void begins(CopyPart part) {
                        meanwhile.add(server.store.write(Stores.request(put("orders", "meanwhile", "{}"))));
                    }
                });
                assertThat(meanwhile)
                        .isNotEmpty()
                        .allSatisfy(write -> assertThat(refusal(write).code()).isEqualTo(Code.UNAVAILABLE));
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

    @Test
    void aRestoredStoreIsMovedUnderItsOtherEpoch() throws Exception {
        CopyEnd from = end(Kind.SQLITE, "from");
        String epoch = fill(from);
        Files.copy(folder.resolve("from.db"), folder.resolve("backup.db"));
        Files.move(folder.resolve("backup.db"), folder.resolve("from.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(move(from, end(Kind.SQLITE, "to"), CopyListener.NONE).epoch())
                .isNotEqualTo(epoch);
    }
}
