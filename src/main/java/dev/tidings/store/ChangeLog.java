package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The durable, ordered changes of each collection, and the same walk one table lower: its resources and tombstones by
 * revision. Whatever one answer holds comes from one statement, so that a floor never belongs to another moment than its
 * rows. A log page with a gap is an error and never an answer.
 *
 * <p>Threads and errors as {@link ResourceStore}. Reads here are bounded by themselves, apart from those of REST, so that
 * a crowd that reconnects does not stop the others.
 */
public interface ChangeLog {

    /** Which history this is, see {@link ResourceStore#epoch}; may change while the store is open. */
    String epoch();

    /** Where a collection's log stands; zeros for one that nobody has written to. */
    Future<Marks> marks(String collection);

    /** The heads of these collections and the epoch that they belong to, with one statement. */
    Future<Heads> heads(Set<String> collections);

    /**
     * The changes with {@code after < revision ≤ upTo}, fewer where their {@link Change#weight weights} pass {@code
     * maxWeight} (but at least one).
     */
    Future<LogPage> changes(String collection, long after, long upTo, int maxWeight);

    /**
     * The resources, and where asked for the tombstones, with {@code after < revision ≤ upTo}, by revision; at most {@code
     * limit} rows, fewer where they pass {@code maxWeight} characters (but at least one).
     */
    Future<ScanPage> scan(String collection, long after, long upTo, boolean tombstones, int limit, int maxWeight);

    /**
     * The same scan for a reader of one resource: rows of others may be left out, and a store that can find the one row at
     * once does so.
     */
    default Future<ScanPage> scanOne(
            String collection, String id, long after, long upTo, boolean tombstones, int limit, int maxWeight) {
        return scan(collection, after, upTo, tombstones, limit, maxWeight);
    }

    /**
     * Where several logs stand.
     *
     * @param epoch the history that they are of; where it is another one than before, the store was rewound
     * @param revisions the head of each collection; those that nobody has written to are absent
     */
    record Heads(String epoch, Map<String, Long> revisions) {

        public Heads {
            revisions = Map.copyOf(revisions);
        }

        /** The head of a collection; 0 before its first change. */
        public long of(String collection) {
            return revisions.getOrDefault(collection, 0L);
        }
    }

    /**
     * Where a log stands.
     *
     * @param head the newest revision; 0 before the first
     * @param floor the highest revision that was trimmed from the log; what a reader at or above it needs is all here
     * @param tombstoneFloor the highest revision whose tombstone was trimmed
     */
    record Marks(long head, long floor, long tombstoneFloor) {}

    /**
     * A page of the log. It covers {@code (max(from, floor), end]}: whatever changed in there is in it.
     *
     * @param from as asked for
     * @param end how far it looked, at least {@code from}: {@code min(upTo, head)} unless the weight cut it short
     * @param changes without a gap, rising
     */
    record LogPage(long from, long end, Marks marks, List<Change> changes) {

        public LogPage {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A page of a scan.
     *
     * @param rows by revision
     * @param more whether rows up to the bound may follow the last one
     */
    record ScanPage(Marks marks, List<Row> rows, boolean more) {

        public ScanPage {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row of a scan.
     *
     * @param resource null for a tombstone
     */
    record Row(long revision, String id, Resource resource) {}
}
