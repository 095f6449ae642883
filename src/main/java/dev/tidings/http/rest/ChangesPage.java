package dev.tidings.http.rest;

import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.ChangeFrames;
import dev.tidings.model.Change;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of changes as a reader sees it: a pure function of what was asked and what the log said. */
final class ChangesPage {

    private final ChangesQuery query;
    private final String epoch;
    private final LogPage log;
    private final List<Change> selected;

    /** @throws TidingsException {@code GONE} where the log does not reach back to what was asked, or never was there */
    ChangesPage(ChangesQuery query, String epoch, LogPage log) {
        this.query = query;
        this.epoch = epoch;
        this.log = log;
        requireReachable();
        this.selected = log.changes().stream()
                .filter(change -> query.id() == null || query.id().equals(change.id()))
                .toList();
    }

    private void requireReachable() {
        Marks marks = log.marks();
        long since = query.since().revision();
        if (!query.since().isOf(epoch) || since < marks.floor() || since > marks.head()) {
            throw TidingsException.of(Code.GONE, "The changes after that position are not here.")
                    .with("epoch", epoch)
                    .with("floor", marks.floor())
                    .with("revision", marks.head());
        }
    }

    /** Whether there is nothing to tell yet: only then is it worth waiting. */
    boolean isNothingYet() {
        return selected.isEmpty() && !hasMore();
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

    /** The resources that the answer tells of. */
    Stream<Resource> shown() {
        return selected.stream().map(Change::resource);
    }

    /** The answer; safe for any thread. */
    Answer answer() {
        return Answer.json(200, json())
                .with("Cache-Control", cacheControl())
                .with("Vary", "Accept, Accept-Encoding, Origin, Prefer");
    }

    /** A whole page can never change, as long as its epoch is part of the question. */
    private String cacheControl() {
        boolean lasting = query.since().epoch() != null && (isWhole() || !selected.isEmpty());
        if (!lasting) {
            return "no-store";
        }
        return isWhole() ? "public, max-age=3600, immutable" : "public, max-age=1";
    }

    private String json() {
        StringBuilder json = new StringBuilder("{\"changes\":[");
        json.append(selected.stream().map(this::frame).collect(Collectors.joining(",")));
        json.append("],\"epoch\":\"").append(epoch);
        json.append("\",\"revision\":").append(log.end());
        return json.append(",\"more\":").append(hasMore()).append('}').toString();
    }

    private String frame(Change change) {
        return ChangeFrames.json(new ResourceEvent(
                type(change),
                change.revision(),
                change.id(),
                change.at(),
                query.fields().show(change.resource()),
                null));
    }

    private static FrameType type(Change change) {
        return switch (change.kind()) {
            case CREATED -> FrameType.CREATED;
            case UPDATED -> FrameType.UPDATED;
            case DELETED -> FrameType.DELETED;
        };
    }
}
