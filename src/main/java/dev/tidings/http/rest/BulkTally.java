package dev.tidings.http.rest;

import dev.tidings.http.exchange.StatusTable;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Applied;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.TreeMap;

/** What became of the lines of a bulk load so far. */
final class BulkTally {

    private static final int MAX_ERRORS = 100;

    private long created;
    private long updated;
    private long unchanged;
    private long failed;

    /** By line: lines are judged out of order, and the first errors of the load are wanted, not the first to be found. */
    private final TreeMap<Long, TidingsException> errors = new TreeMap<>();

    void count(Applied applied) {
        switch (applied.effect()) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case DELETED -> throw new IllegalStateException("a bulk load deletes nothing");
        }
    }

    void fail(long line, TidingsException error) {
        failed++;
        errors.put(line, error);
        if (errors.size() > MAX_ERRORS) {
            errors.pollLastEntry();
        }
    }

    String json() {
        JsonArray list = new JsonArray();
        errors.forEach((line, error) -> list.add(new JsonObject()
                .put("line", line)
                .put("status", StatusTable.status(error.code()))
                .put("detail", error.detail())));
        return new JsonObject()
                .put("created", created)
                .put("updated", updated)
                .put("unchanged", unchanged)
                .put("failed", failed)
                .put("errors", list)
                .encode();
    }
}
