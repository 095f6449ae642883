package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.nio.charset.StandardCharsets;

/** How much of a log's bound in bytes a change takes. */
final class LogBytes {

    /** What a row of the log takes besides its documents, roughly. */
    private static final int ROW = 100;

    private LogBytes() {}

    static long of(Change change) {
        return ROW + bytes(change.before()) + bytes(change.after());
    }

    private static long bytes(Resource resource) {
        return resource == null ? 0 : resource.document().getBytes(StandardCharsets.UTF_8).length;
    }
}
