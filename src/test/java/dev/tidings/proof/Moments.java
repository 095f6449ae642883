package dev.tidings.proof;

import dev.tidings.relay.Moment;

/** Points at which it matters that a node ends. */
final class Moments {

    private static final String LOG = "INSERT INTO change";
    private static final String TRIM = "DELETE FROM change";
    private static final String COMMIT = "COMMIT";

    /** As the answer to a statement ends that has no number of rows. */
    private static final String COMMITTED = "COMMIT\0";

    /** All is written, and it will be as if nothing had been. */
    static final Moment BEFORE_COMMIT = Moment.before(LOG, COMMIT);

    /** It is done, and nobody but the log tells of it. */
    static final Moment BEFORE_PUBLISH = Moment.after(COMMITTED, LOG, COMMIT);

    /** A page of the log is asked for and has come, for a watcher or the feed, which are behind. */
    static final Moment CATCHING_UP = Moment.after("", "h.before_document");

    /** The node has locked the collection, and nothing is trimmed yet. */
    static final Moment BEFORE_TRIMMING = Moment.before(TRIM);

    /** The rows are gone, and the floor is not raised yet. */
    static final Moment WHILE_TRIMMING = Moment.after("DELETE ", TRIM);

    private Moments() {}
}
