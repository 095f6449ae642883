package dev.tidings.model;

/**
 * One committed write, as the log keeps it: what the resource was and what it became. It carries both images, so that
 * whoever replays it later can tell who saw the resource before and who sees it now.
 *
 * @param revision its place in the collection's order: each committed change takes exactly the next one
 * @param kind what was done
 * @param id the resource
 * @param at when it was committed, milliseconds since the epoch; never before that of an earlier change of the collection
 * @param before the resource as it was; null for {@link ChangeKind#CREATED}
 * @param after the resource as it is now; null for {@link ChangeKind#DELETED}
 * @param batch the revision of the first change of the same request in this collection: tells which changes were one
 *     request's
 */
public record Change(long revision, ChangeKind kind, String id, long at, Resource before, Resource after, long batch) {

    /** The newest state there is of it: what it became or, once deleted, its last state. */
    public Resource resource() {
        return after == null ? before : after;
    }

    /** A bound on the memory that its documents take, in characters. */
    public int weight() {
        return 100 + length(before) + length(after);
    }

    private static int length(Resource resource) {
        return resource == null ? 0 : resource.document().length();
    }
}
