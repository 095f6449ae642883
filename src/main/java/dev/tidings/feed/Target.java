package dev.tidings.feed;

/** How far the log of a collection is said to reach: by batches that came early, and by looks at its head. */
final class Target {

    private long revision;
    private long atPoll;

    void restart(long end) {
        revision = end;
    }

    void raise(long to) {
        revision = Math.max(revision, to);
    }

    boolean isAbove(long end) {
        return revision > end;
    }

    void polling() {
        atPoll = revision;
    }

    /** The log itself says how far it reaches; what it did not know when it was asked is forgotten. */
    void polled(long head, long end) {
        if (head < atPoll && revision == atPoll) {
            revision = end;
        }
        raise(head);
    }
}
