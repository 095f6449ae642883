package dev.tidings.store;

import dev.tidings.model.Resource;
import dev.tidings.store.ResourceStore.CollectionSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads single resources, and what collections there are. */
final class ListReads {

    private static final String ONE =
            "SELECT " + Rows.RESOURCE + " FROM resource r WHERE r.collection = ? AND r.id = ?";

    private static final String COLLECTIONS = "SELECT name, revision, resources FROM collection ORDER BY name";

    private ListReads() {}

    static Optional<Resource> get(Session session, String collection, String id) throws SQLException {
        try (ResultSet row = session.prepare(ONE, collection, id).executeQuery()) {
            return row.next() ? Optional.of(Rows.resource(row, 1)) : Optional.empty();
        }
    }

    static List<CollectionSummary> collections(Session session) throws SQLException {
        List<CollectionSummary> summaries = new ArrayList<>();
        try (ResultSet row = session.prepare(COLLECTIONS).executeQuery()) {
            while (row.next()) {
                summaries.add(new CollectionSummary(row.getString(1), row.getLong(2), row.getLong(3)));
            }
        }
        return summaries;
    }

    /** Reads next to nothing: succeeds where the database can be reached. */
    static Void ping(Session session) throws SQLException {
        try (ResultSet row = session.prepare("SELECT epoch FROM store").executeQuery()) {
            row.next();
        }
        return null;
    }
}
