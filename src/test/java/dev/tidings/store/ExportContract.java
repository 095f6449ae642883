package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.refusal;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.model.Code;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every store promises to whoever exports a collection. */
abstract class ExportContract extends OnStore {

    private static final Pattern LINE = Pattern.compile("\\{\"id\":\"r(\\d+)\",\"revision\":(\\d+),.*\"n\":(\\d+)}");

    ExportContract(TestStore.Factory factory) {
        super(factory);
    }

    @Test
    void anExportHasALineForEachResource() throws IOException {
        on.write(put("orders", "b", "{\"a\":1.10}"));
        on.write(put("orders", "a", "{}"));

        try (Export export = await(on.store.export("orders"))) {
            assertThat(Files.readAllLines(export.file()))
                    .containsExactly(
                            await(on.store.get("orders", "a")).orElseThrow().representation(),
                            await(on.store.get("orders", "b")).orElseThrow().representation());
            assertThat(export.revision()).isEqualTo(2);
        }
    }

    @Test
    void aFilteredExportHasWhatMatches() throws IOException {
        for (int i = 0; i < 30; i++) {
            on.write(put("orders", "r" + (10 + i), "{\"n\":" + i + ",\"m\":[" + i % 3 + "]}"));
        }

        try (Export export = await(on.store.export("orders", Filter.parse("n<10;m==1")))) {
            assertThat(Files.readAllLines(export.file()))
                    .containsExactly(representation("r11"), representation("r14"), representation("r17"));
            assertThat(export.revision()).isEqualTo(30);
        }
        try (Export export = await(on.store.export("orders", Filter.parse("n==x")))) {
            assertThat(export.file()).isEmptyFile();
            assertThat(export.revision()).isEqualTo(30);
        }
    }

    private String representation(String id) {
        return await(on.store.get("orders", id)).orElseThrow().representation();
    }

    @Test
    void anExportOfNothingIsEmpty() throws IOException {
        try (Export export = await(on.store.export("orders"))) {
            assertThat(export.file()).isEmptyFile();
            assertThat(export.revision()).isZero();
        }
    }

    @Test
    void aClosedExportLeavesNoFile() {
        Export export = await(on.store.export("orders"));

        export.close();
        export.close();

        Awaitility.await().untilAsserted(() -> assertThat(export.file()).doesNotExist());
    }

    @Test
    void onlyAFewExportsAreUnderWayAtOnce() {
        Export first = await(on.store.export("orders"));
        Export second = await(on.store.export("orders"));
        assertThat(refusal(on.store.export("orders")).code()).isEqualTo(Code.UNAVAILABLE);

        first.close();
        first.close();

        Export third = await(on.store.export("orders"));
        assertThat(refusal(on.store.export("orders")).code()).isEqualTo(Code.UNAVAILABLE);
        second.close();
        third.close();
    }

    /** Each transaction gives all resources the same n; a line of another one would be from another moment. */
    @Test
    void anExportUnderWritesIsOfOneMoment() throws IOException {
        int resources = 200;
        AtomicBoolean done = new AtomicBoolean();
        Future<Void> writing = rewrite(resources, 1, done);
        try {
            Awaitility.await().until(() -> on.committed.size() > 2);
            for (int i = 0; i < 5; i++) {
                try (Export export = await(on.store.export("orders"))) {
                    assertOneMoment(Files.readAllLines(export.file()), export.revision(), resources);
                }
            }
        } finally {
            done.set(true);
        }
        await(writing);
    }

    @Test
    void whatAKilledProcessLeftOverIsDeleted() throws IOException {
        Export export = await(on.store.export("orders"));

        reopen();

        assertThat(export.file()).doesNotExist();
    }

    private static void assertOneMoment(List<String> lines, long head, int resources) {
        assertThat(lines).hasSize(resources);
        List<String> moments = new ArrayList<>();
        long newest = 0;
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).isTrue();
            newest = Math.max(newest, Long.parseLong(matcher.group(2)));
            moments.add(matcher.group(3));
        }
        assertThat(moments).containsOnly(moments.get(0));
        assertThat(newest).isEqualTo(head);
    }

    private Future<Void> rewrite(int resources, int n, AtomicBoolean done) {
        WriteRequest.Operation[] operations = IntStream.range(0, resources)
                .mapToObj(i -> put("orders", "r" + i, "{\"n\":" + n + "}"))
                .toArray(WriteRequest.Operation[]::new);
        return on.store
                .write(request(operations))
                .compose(written -> done.get() ? Future.succeededFuture() : rewrite(resources, n + 1, done));
    }
}
