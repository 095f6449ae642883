package dev.tidings.http.watch;

import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.feed.ViewKey;
import dev.tidings.filter.Filter;
import dev.tidings.model.Code;
import dev.tidings.model.Position;
import dev.tidings.model.TidingsException;
import java.util.List;

/**
 * What a client wants to watch, however it said so.
 *
 * @param id the one resource; null for all of the collection
 * @param filter what it wants to be told of; null for everything
 * @param fields the paths that it wants of each resource; empty for all
 */
record WatchRequest(String collection, String id, Filter filter, List<String> fields, SubscriptionSpec spec) {

    WatchRequest {
        fields = List.copyOf(fields);
    }

    ViewKey view(FrameFormat format) {
        return new ViewKey(
                collection, id, filter, fields.stream().sorted().distinct().toList(), format);
    }

    /** A place to go on from; a text that is none is a {@code BAD_REQUEST}. */
    static Position position(String text) {
        return Position.parse(text).orElseThrow(() -> bad("since is a revision or EPOCH:REVISION."));
    }

    /** Whether this mode merges what a slow reader missed. */
    static boolean isLatest(String mode) {
        return switch (mode) {
            case "every" -> false;
            case "latest" -> true;
            default -> throw bad("mode is every or latest.");
        };
    }

    private static TidingsException bad(String detail) {
        return TidingsException.of(Code.BAD_REQUEST, detail);
    }
}
