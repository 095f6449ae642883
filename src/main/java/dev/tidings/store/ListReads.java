package dev.tidings.store;

import dev.tidings.model.Resource;
import dev.tidings.store.ResourceStore.CollectionSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads resources. A page comes from one statement with its head. One that is by id follows the primary key; any other
 * goes through the whole collection, and what it sorts by is computed here, since no database orders JSON as the contract
 * does.
 */
final class ListReads {

    private static final String ONE =
            "SELECT " + Rows.RESOURCE + " FROM resource r WHERE r.collection = ? AND r.id = ?";

    private static final String COLLECTIONS = "SELECT name, revision, resources FROM collection ORDER BY name";

    private static final String BY_ID =
            """
            SELECT c.revision, c.resources, %s
            FROM collection c
            LEFT JOIN resource r ON r.collection = c.name AND r.id > ?
            WHERE c.name = ?
            ORDER BY r.id
            LIMIT ?"""
                    .formatted(Rows.RESOURCE);

    private static final String BY_ID_CUT_FIRST =
            """
            SELECT c.revision, c.resources, %s
            FROM collection c
            LEFT JOIN (SELECT * FROM resource WHERE collection = ? AND id > ? ORDER BY id LIMIT ?) r ON 1 = 1
            WHERE c.name = ?
            ORDER BY r.id"""
                    .formatted(Rows.RESOURCE);

    private static final String ALL =
            """
            SELECT c.revision, c.resources, %s
            FROM collection c
            LEFT JOIN resource r ON r.collection = c.name
            WHERE c.name = ?"""
                    .formatted(Rows.RESOURCE);

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

    static ResourcePage list(Session session, ListQuery query) throws SQLException {
        SortOrder order = new SortOrder(query.sort());
        PagePlace after = query.after() == null ? null : whole(session, query, order, PageToken.read(query));
        PageBuilder page = new PageBuilder(order, after, query.limit());
        try (ResultSet row = statement(session, query, after).executeQuery()) {
            if (!row.next()) {
                return new ResourcePage(List.of(), 0, null, query.count() ? 0 : -1);
            }
            long head = row.getLong(1);
            long count = query.count() ? row.getLong(2) : -1;
            fill(page, row, query.sort().isEmpty());
            String next = page.hasMore() ? PageToken.write(page.last(), query) : null;
            return new ResourcePage(page.items(), head, next, count);
        }
    }

    private static PreparedStatement statement(Session session, ListQuery query, PagePlace after) throws SQLException {
        if (query.sort().isEmpty()) {
            String name = query.collection();
            String place = after == null ? "" : after.id();
            long limit = query.limit() + 1L;
            return session.dialect().keepsOrderInJoins()
                    ? session.stream(BY_ID, place, name, limit)
                    : session.stream(BY_ID_CUT_FIRST, name, place, limit, name);
        }
        return session.stream(ALL, query.collection());
    }

    private static void fill(PageBuilder page, ResultSet row, boolean inOrder) throws SQLException {
        boolean more = !Rows.isAbsent(row, 4);
        while (more && !(inOrder && page.hasMore())) {
            page.offer(Rows.resource(row, 3));
            more = row.next();
        }
    }

    /**
     * A key that was cut is made whole from the resource itself. Where that has changed since, what begins like it is gone
     * over again from its beginning: some may come twice then, but none is missed.
     */
    private static PagePlace whole(Session session, ListQuery query, SortOrder order, PagePlace place)
            throws SQLException {
        if (!place.mayBeCut()) {
            return place;
        }
        return get(session, query.collection(), place.id())
                .filter(resource -> resource.revision() == place.revision())
                .map(resource -> PagePlace.of(resource, order))
                .orElse(place);
    }
}
