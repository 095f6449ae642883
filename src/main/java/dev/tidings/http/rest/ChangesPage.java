package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.ChangeFrames;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import java.util.List;

/**
 * A page of changes as a reader sees it: a pure function of what was asked and what the log said. To make one is the work;
 * it may be done on any thread.
 */
final class ChangesPage {

    private final ChangesQuery query;
    private final String epoch;
    private final LogPage log;
    private final List<String> frames;

    /**
     * @param log what follows what was asked for, or a later place up to which nothing was selected
     * @throws TidingsException {@code GONE} where the log does not reach back to what was asked, or never was there
     */
    ChangesPage(ChangesQuery query, String epoch, LogPage log) {
        this.query = query;
        this.epoch = epoch;
        this.log = log;
        requireReachable();
        this.frames = log.changes().stream()
                .flatMap(change -> query.selection().event(change).stream())
                .map(ChangeFrames::json)
                .toList();
    }

    private void requireReachable() {
        Marks marks = log.marks();
        if (!query.since().isOf(epoch) || log.from() < marks.floor() || log.from() > marks.head()) {
            throw TidingsException.of(Code.GONE, "The changes after that position are not here.")
                    .with("epoch", epoch)
                    .with("floor", marks.floor())
                    .with("revision", marks.head());
        }
    }

    /** Whether there is nothing to tell yet: only then is it worth waiting. */
    boolean isNothingYet() {
        return frames.isEmpty() && !hasMore();
    }

    long end() {
        return log.end();
    }

    /** False only on a page that ends at the head, short of its multiple. */
    private boolean hasMore() {
        return isWhole() || log.end() < log.marks().head();
    }

    private boolean isWhole() {
        return log.end() == query.upTo();
    }

    Answer answer() {
        return Answer.json(200, json())
                .with("Cache-Control", cacheControl())
                .with("Vary", "Accept, Accept-Encoding, Origin, Prefer");
    }

    /** A whole page can never change, as long as its epoch is part of the question. */
    private String cacheControl() {
        boolean lasting = query.since().epoch() != null && (isWhole() || !frames.isEmpty());
        if (!lasting) {
            return "no-store";
        }
        return isWhole() ? "public, max-age=3600, immutable" : "public, max-age=1";
    }

    private String json() {
        return "{\"changes\":[" + String.join(",", frames) + "],\"epoch\":\"" + epoch + "\",\"revision\":" + log.end()
                + ",\"more\":" + hasMore() + "}";
    }
}
