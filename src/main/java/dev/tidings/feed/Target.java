package dev.tidings.feed;

/** How far the log of a collection is said to reach: by batches that came early, and by looks at its head. */
final class Target {

    private long revision;
    private long atPoll;
    private long endAtPoll;

    void restart(long end) {
        revision = end;
    }

    void raise(long to) {
        revision = Math.max(revision, to);
    }

    boolean isAbove(long end) {
        return revision > end;
    }

    /** The log's head is about to be read. */
    void polling(long end) {
        atPoll = revision;
        endAtPoll = end;
    }

    /** Whether the head that was read shows that the log lost what the feed had seen. */
    boolean isRewound(long head) {
        return head < endAtPoll;
    }

    /** The log itself says how far it reaches; what it did not know when it was asked is forgotten. */
    void polled(long head, long end) {
        if (head < atPoll && revision == atPoll) {
            revision = end;
        }
        raise(head);
    }
}
