package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import dev.tidings.store.Narrower.Plan;
import java.sql.SQLException;

/**
 * Reads pages, each with its head by one statement and within a bound of time. One that is by id follows the primary key,
 * and where it is filtered looks at so many resources at most; any other goes through the whole collection, and what it
 * sorts by is computed here, since no database orders JSON as the contract does. Whether a filter matches is decided here
 * as well: the database only narrows.
 */
final class PageReads {

    private static final int FEW_ROWS = 1_000;

    private final Narrower narrower;
    private final QueryLimits limits;

    PageReads(Narrower narrower, QueryLimits limits) {
        this.narrower = narrower;
        this.limits = limits;
    }

    ResourcePage list(Session session, ListQuery query) throws SQLException {
        Deadline deadline = Deadline.in(limits.time());
        boolean isShort = query.filter() == null && query.sort().isEmpty();
        return isShort
                ? read(session, query, deadline)
                : session.until(deadline, limited -> read(limited, query, deadline));
    }

    private ResourcePage read(Session session, ListQuery query, Deadline deadline) throws SQLException {
        SortOrder order = new SortOrder(query.sort());
        PagePlace after = query.after() == null ? null : whole(session, query, order, PageToken.read(query));
        PageQuery page = new PageQuery(session, query, order, after, deadline);
        SqlDialect dialect = session.dialect();
        String collection = query.collection();
        boolean inOrder = query.sort().isEmpty();
        if (query.filter() == null) {
            return page.read(
                    inOrder
                            ? PageSql.byId(dialect, collection, page.afterId(), query.limit() + 1)
                            : PageSql.all(collection));
        }
        Plan plan = narrower.plan(session, collection, query.filter());
        if (!inOrder || query.count()) {
            return page.read(PageSql.all(dialect, collection, plan));
        }
        return plan.bounded()
                ? page.read(PageSql.byId(dialect, collection, page.afterId(), plan))
                : walk(page, plan.condition());
    }

    /** What matches often fills a page within a few rows, so those are tried before the place of the bound is looked for. */
    private ResourcePage walk(PageQuery page, Narrowing condition) throws SQLException {
        int few = Math.min(FEW_ROWS, limits.rows());
        ResourcePage first = page.readWithin(few, condition);
        return page.isFull(first) || few == limits.rows() ? first : page.readWithin(limits.rows(), condition);
    }

    /**
     * A key that was cut is made whole from the resource itself. Where that is gone or is sorted elsewhere since, what begins
     * like it is gone over again from its beginning: some may come twice then, but none is missed.
     */
    private static PagePlace whole(Session session, ListQuery query, SortOrder order, PageToken token)
            throws SQLException {
        if (token.isWhole()) {
            return token.place();
        }
        return ListReads.get(session, query.collection(), token.place().id())
                .map(resource -> PagePlace.of(resource, order))
                .filter(token::isOf)
                .orElse(token.place());
    }
}
