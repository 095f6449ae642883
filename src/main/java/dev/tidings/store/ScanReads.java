package dev.tidings.store;

import dev.tidings.model.Resource;
import dev.tidings.store.ChangeLog.Marks;
import dev.tidings.store.ChangeLog.Row;
import dev.tidings.store.ChangeLog.ScanPage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads resources and tombstones by revision, each page with one statement. */
final class ScanReads {

    private static final String RESOURCES =
            """
            SELECT c.revision, c.floor, c.tombstone_floor, r.revision, 0, r.id,
                %s
            FROM collection c
            LEFT JOIN resource r ON r.collection = c.name AND r.revision > ? AND r.revision <= ?
            WHERE c.name = ?
            ORDER BY r.revision
            LIMIT ?"""
                    .formatted(Rows.RESOURCE);

    private static final String RESOURCES_CUT_FIRST =
            """
            SELECT c.revision, c.floor, c.tombstone_floor, r.revision, 0, r.id,
                %s
            FROM collection c
            LEFT JOIN (
                SELECT * FROM resource
                WHERE collection = ? AND revision > ? AND revision <= ?
                ORDER BY revision
                LIMIT ?) r ON 1 = 1
            WHERE c.name = ?
            ORDER BY r.revision"""
                    .formatted(Rows.RESOURCE);

    /** Only keys are merged, and documents fetched one by one as they are read: so no page of documents is ever sorted. */
    private static final String WITH_TOMBSTONES =
            """
            SELECT c.revision, c.floor, c.tombstone_floor, k.revision, k.gone, k.id,
                %s
            FROM collection c
            LEFT JOIN (
                SELECT revision, 0 AS gone, id FROM resource
                WHERE collection = ? AND revision > ? AND revision <= ?
                UNION ALL
                SELECT revision, 1, id FROM tombstone
                WHERE collection = ? AND revision > ? AND revision <= ?
                ORDER BY 1
                LIMIT ?) k ON 1 = 1
            LEFT JOIN resource r ON k.gone = 0 AND r.collection = c.name AND r.id = k.id
            WHERE c.name = ?
            ORDER BY k.revision"""
                    .formatted(Rows.RESOURCE);

    /** The one row of a resource, be it there or a tombstone. */
    private static final String ONE =
            """
            SELECT c.revision, c.floor, c.tombstone_floor, k.revision, k.gone, k.id,
                %s
            FROM collection c
            LEFT JOIN (
                SELECT revision, 0 AS gone, id FROM resource
                WHERE collection = ? AND id = ? AND revision > ? AND revision <= ?
                UNION ALL
                SELECT revision, 1, id FROM tombstone
                WHERE collection = ? AND id = ? AND revision > ? AND revision <= ? AND 1 = ?) k ON 1 = 1
            LEFT JOIN resource r ON k.gone = 0 AND r.collection = c.name AND r.id = k.id
            WHERE c.name = ?"""
                    .formatted(Rows.RESOURCE);

    /** What a row without a document weighs. */
    private static final int ROW_WEIGHT = 100;

    private ScanReads() {}

    static ScanPage scan(
            Session session, String name, long after, long upTo, boolean tombstones, int limit, int maxWeight)
            throws SQLException {
        return pageOf(
                tombstones
                        ? session.stream(WITH_TOMBSTONES, name, after, upTo, name, after, upTo, limit + 1L, name)
                        : resources(session, name, after, upTo, limit + 1L),
                limit,
                maxWeight);
    }

    private static PreparedStatement resources(Session session, String name, long after, long upTo, long limit)
            throws SQLException {
        return session.dialect().keepsOrderInJoins()
                ? session.stream(RESOURCES, after, upTo, name, limit)
                : session.stream(RESOURCES_CUT_FIRST, name, after, upTo, limit, name);
    }

    static ScanPage scanOne(Session session, String name, String id, long after, long upTo, boolean tombstones)
            throws SQLException {
        long wanted = tombstones ? 1 : 0;
        return pageOf(
                session.prepare(ONE, name, id, after, upTo, name, id, after, upTo, wanted, name), 1, Integer.MAX_VALUE);
    }

    private static ScanPage pageOf(PreparedStatement statement, int limit, int maxWeight) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? page(row, limit, maxWeight) : new ScanPage(LogReads.NO_MARKS, List.of(), false);
        }
    }

    private static ScanPage page(ResultSet row, int limit, int maxWeight) throws SQLException {
        Marks marks = LogReads.marks(row);
        List<Row> rows = new ArrayList<>();
        long weight = 0;
        for (boolean more = !Rows.isAbsent(row, 4); more; more = row.next()) {
            Row next = row(row);
            weight += ROW_WEIGHT
                    + (next.resource() == null ? 0 : next.resource().document().length());
            if (rows.size() == limit || (weight > maxWeight && !rows.isEmpty())) {
                return new ScanPage(marks, rows, true);
            }
            rows.add(next);
        }
        return new ScanPage(marks, rows, false);
    }

    private static Row row(ResultSet row) throws SQLException {
        boolean gone = row.getInt(5) == 1;
        Resource resource = gone ? null : Rows.resource(row, 7);
        return new Row(row.getLong(4), row.getString(6), resource);
    }
}
