package dev.tidings.store;

import dev.tidings.filter.Subject;
import dev.tidings.model.Resource;
import dev.tidings.store.Narrower.Plan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads pages, each with its head by one statement and within a bound of time. One that is by id follows the primary key,
 * and where it is filtered looks at so many resources at most; any other goes through the whole collection, and what it
 * sorts by is computed here, since no database orders JSON as the contract does. Whether a filter matches is decided here
 * as well: the database only narrows.
 */
final class PageReads {

    private final SqlDialect dialect;
    private final Narrower narrower;
    private final QueryLimits limits;

    PageReads(SqlDialect dialect, Narrower narrower, QueryLimits limits) {
        this.dialect = dialect;
        this.narrower = narrower;
        this.limits = limits;
    }

    ResourcePage list(Session session, ListQuery query) throws SQLException {
        Deadline deadline = Deadline.in(limits.time());
        return session.until(deadline, dialect, limited -> read(limited, query, deadline));
    }

    private ResourcePage read(Session session, ListQuery query, Deadline deadline) throws SQLException {
        SortOrder order = new SortOrder(query.sort());
        PagePlace after = query.after() == null ? null : whole(session, query, order, PageToken.read(query));
        PageBuilder page = new PageBuilder(order, after, query.limit());
        PageSql sql = statement(session, query, after == null ? "" : after.id());
        if (!sql.kept()) {
            try (PreparedStatement statement = session.once(sql.text(), sql.parameters())) {
                return read(statement, query, page, deadline);
            }
        }
        return read(session.prepare(sql.text(), sql.parameters().toArray()), query, page, deadline);
    }

    private PageSql statement(Session session, ListQuery query, String after) throws SQLException {
        String collection = query.collection();
        boolean inOrder = query.sort().isEmpty();
        if (query.filter() == null) {
            return inOrder ? PageSql.byId(collection, after, query.limit() + 1) : PageSql.all(collection);
        }
        Plan plan = narrower.plan(session, collection, query.filter());
        if (!inOrder || query.count()) {
            return PageSql.all(collection, plan.condition());
        }
        return plan.bounded()
                ? PageSql.byId(collection, after, plan.condition())
                : PageSql.window(collection, after, plan.condition(), limits.rows());
    }

    private static ResourcePage read(PreparedStatement statement, ListQuery query, PageBuilder page, Deadline deadline)
            throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return new ResourcePage(List.of(), 0, null, query.count() ? 0 : -1);
            }
            long head = row.getLong(1);
            long resources = row.getLong(2);
            String windowEnd = row.getString(3);
            long selected = fill(page, row, query, deadline);
            long count = query.filter() == null ? resources : selected;
            return new ResourcePage(page.items(), head, next(page, query, windowEnd), query.count() ? count : -1);
        }
    }

    /** Goes on until the page is full, where that ends it, and tells how many resources matched. */
    private static long fill(PageBuilder page, ResultSet row, ListQuery query, Deadline deadline) throws SQLException {
        boolean filtered = query.filter() != null;
        boolean endsFull = query.sort().isEmpty() && !(filtered && query.count());
        long selected = 0;
        boolean more = !Rows.isAbsent(row, PageSql.RESOURCE + 1);
        while (more && !(endsFull && page.hasMore())) {
            deadline.check();
            Resource resource = Rows.resource(row, PageSql.RESOURCE);
            if (!filtered || query.filter().test(Subject.of(resource))) {
                selected++;
                page.offer(resource);
            }
            more = row.next();
        }
        return selected;
    }

    private static String next(PageBuilder page, ListQuery query, String windowEnd) {
        if (page.hasMore()) {
            return PageToken.write(page.last(), query);
        }
        return windowEnd == null ? null : PageToken.write(PagePlace.ofId(windowEnd), query);
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
        return ListReads.get(session, query.collection(), place.id())
                .filter(resource -> resource.revision() == place.revision())
                .map(resource -> PagePlace.of(resource, order))
                .orElse(place);
    }
}
