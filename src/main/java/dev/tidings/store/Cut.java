package dev.tidings.store;

/** Decides which changes of a log are beyond its bounds. It is shown them from the oldest on, until it takes one no more. */
final class Cut {

    /** The most rows of one step, so that no write waits long behind it. */
    static final int MAX_ROWS = 500;

    private static final long MAX_BYTES = 8 << 20;

    private final long cutoff;
    private final RetentionPolicy policy;
    private final long head;
    private final long logBytes;
    private long revision;
    private long bytes;
    private int trimmed;
    private boolean more;

    /**
     * A cut.
     *
     * @param head the newest revision of the log
     * @param logBytes the size of the whole log
     */
    Cut(RetentionPolicy policy, long now, long head, long logBytes) {
        this.cutoff = now - policy.age().toMillis();
        this.policy = policy;
        this.head = head;
        this.logBytes = logBytes;
    }

    /** Whether the next change goes as well. */
    boolean take(long changeRevision, long at, long size) {
        long changes = head - changeRevision + 1; // it and all that are newer
        more = at < cutoff || changes > policy.changes() || logBytes - bytes > policy.bytes();
        if (!more || trimmed == MAX_ROWS || bytes >= MAX_BYTES) {
            return false;
        }
        revision = changeRevision;
        bytes += size;
        trimmed++;
        return true;
    }

    /** The highest revision that goes. */
    long revision() {
        return revision;
    }

    long bytes() {
        return bytes;
    }

    int trimmed() {
        return trimmed;
    }

    /** Whether the change after the last one that goes may be beyond the bounds too. */
    boolean more() {
        return more;
    }
}
