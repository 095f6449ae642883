package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.Heads;
import dev.tidings.store.ChangeLog.LogPage;
import dev.tidings.store.ChangeLog.Marks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the log. Each method is one statement, so a page, its head and its floors are of one moment. */
final class LogReads {

    static final Marks NO_MARKS = new Marks(0, 0, 0);

    private static final String MARKS = "SELECT revision, floor, tombstone_floor FROM collection WHERE name = ?";

    private static final String HEADS =
            """
            SELECT s.epoch, c.name, c.revision
            FROM store s
            LEFT JOIN collection c ON c.name IN (%s)""";

    private static final String CHANGES =
            """
            SELECT c.revision, c.floor, c.tombstone_floor, h.revision, h.batch, h.kind, h.id, h.at, h.created_at,
                h.document, h.before_revision, h.before_at, h.before_document
            FROM collection c
            LEFT JOIN change h ON h.collection = c.name AND h.revision > ? AND h.revision <= ?
            WHERE c.name = ?
            ORDER BY h.revision""";

    private LogReads() {}

    static Marks marks(Session session, String collection) throws SQLException {
        try (ResultSet row = session.prepare(MARKS, collection).executeQuery()) {
            return row.next() ? marks(row) : NO_MARKS;
        }
    }

    static Heads heads(Session session, Set<String> collections) throws SQLException {
        String epoch = null;
        Map<String, Long> revisions = new HashMap<>();
        List<String> names =
                collections.isEmpty() ? List.of("") : List.copyOf(collections); // no collection has this name
        try (ResultSet row = headsOf(session, names).executeQuery()) {
            while (row.next()) {
                epoch = row.getString(1);
                if (!Rows.isAbsent(row, 3)) {
                    revisions.put(row.getString(2), row.getLong(3));
                }
            }
        }
        return new Heads(epoch, revisions);
    }

    static LogPage changes(Session session, String collection, long after, long upTo, int maxWeight)
            throws SQLException {
        try (ResultSet row = session.stream(CHANGES, after, upTo, collection).executeQuery()) {
            if (!row.next()) {
                return new LogPage(after, after, NO_MARKS, List.of());
            }
            return page(row, after, upTo, maxWeight);
        }
    }

    /** The marks in the first three columns of a row. */
    static Marks marks(ResultSet row) throws SQLException {
        return new Marks(row.getLong(1), row.getLong(2), row.getLong(3));
    }

    /** The list of names is filled up to a power of two, so that few statements serve all sizes. */
    private static PreparedStatement headsOf(Session session, List<String> names) throws SQLException {
        int size = Integer.highestOneBit(names.size() * 2 - 1);
        PreparedStatement statement =
                session.prepare(HEADS.formatted(String.join(", ", Collections.nCopies(size, "?"))));
        for (int i = 0; i < size; i++) {
            statement.setString(i + 1, names.get(Math.min(i, names.size() - 1)));
        }
        return statement;
    }

    private static LogPage page(ResultSet row, long after, long upTo, int maxWeight) throws SQLException {
        Marks marks = marks(row);
        List<Change> changes = new ArrayList<>();
        long end = Math.max(after, marks.floor());
        long last = Math.max(after, Math.min(upTo, marks.head()));
        long weight = 0;
        for (boolean more = !Rows.isAbsent(row, 4); more; more = row.next()) {
            Change change = change(row);
            weight += change.weight();
            if (weight > maxWeight && !changes.isEmpty()) {
                last = end;
                break;
            }
            requireNoGap(change.revision() == end + 1, end);
            changes.add(change);
            end = change.revision();
        }
        requireNoGap(end >= last, end);
        return new LogPage(after, last, marks, changes);
    }

    /** A page with a hole would be a change that a watcher never hears of. */
    private static void requireNoGap(boolean whole, long end) {
        if (!whole) {
            throw TidingsException.of(
                    Code.INTERNAL, "The change log is damaged: the change after revision " + end + " is missing.");
        }
    }

    private static Change change(ResultSet row) throws SQLException {
        long revision = row.getLong(4);
        ChangeKind kind = ChangeKind.of(row.getString(6));
        String id = row.getString(7);
        long at = row.getLong(8);
        long createdAt = row.getLong(9);
        Resource after =
                kind == ChangeKind.DELETED ? null : new Resource(id, revision, createdAt, at, row.getString(10));
        Resource before = kind == ChangeKind.CREATED
                ? null
                : new Resource(id, row.getLong(11), createdAt, row.getLong(12), row.getString(13));
        return new Change(revision, kind, id, at, before, after, row.getLong(5));
    }
}
