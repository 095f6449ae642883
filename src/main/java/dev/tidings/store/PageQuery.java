package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import dev.tidings.filter.Subject;
import dev.tidings.model.Resource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One page that is asked for: runs a statement for it, and puts together what of the rows belongs in it. */
final class PageQuery {

    private static final String NTH_ID =
            "SELECT id FROM resource WHERE collection = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?";

    private final Session session;
    private final ListQuery query;
    private final SortOrder order;
    private final PagePlace after;
    private final Deadline deadline;

    /**
     * A query.
     *
     * @param after the place before the page; null for the first
     */
    PageQuery(Session session, ListQuery query, SortOrder order, PagePlace after, Deadline deadline) {
        this.session = session;
        this.query = query;
        this.order = order;
        this.after = after;
        this.deadline = deadline;
    }

    /** The id before the page, of a list by id. */
    String afterId() {
        return after == null ? "" : after.id();
    }

    ResourcePage read(PageSql sql) throws SQLException {
        return read(sql, null);
    }

    /**
     * Looks at so many resources by id, give or take what is written meanwhile; where there are more, the page has a next
     * even if it is not full.
     */
    ResourcePage readWithin(int rows, Narrowing condition) throws SQLException {
        String end = null;
        try (ResultSet row = session.prepare(NTH_ID, query.collection(), afterId(), rows - 1L)
                .executeQuery()) {
            end = row.next() ? row.getString(1) : null;
        }
        return read(
                PageSql.byId(
                        session.dialect(), query.collection(), afterId(), end == null ? PageSql.END : end, condition),
                end);
    }

    /** Whether no further resources would add to this page. */
    boolean isFull(ResourcePage page) {
        return page.next() == null || page.items().size() == query.limit();
    }

    private ResourcePage read(PageSql sql, String end) throws SQLException {
        if (sql.kept()) {
            return read(session.stream(sql.text(), sql.parameters().toArray()), end);
        }
        try (PreparedStatement statement = session.once(sql.text(), sql.parameters())) {
            return read(statement, end);
        }
    }

    private ResourcePage read(PreparedStatement statement, String end) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return new ResourcePage(List.of(), 0, null, query.count() ? 0 : -1);
            }
            long head = row.getLong(1);
            long resources = row.getLong(2);
            PageBuilder page = new PageBuilder(order, after, query.limit());
            long selected = fill(page, row);
            long count = query.filter() == null ? resources : selected;
            return new ResourcePage(page.items(), head, next(page, end), query.count() ? count : -1);
        }
    }

    /** Goes on until the page is full, where that ends it, and tells how many resources matched. */
    private long fill(PageBuilder page, ResultSet row) throws SQLException {
        boolean endsFull = query.sort().isEmpty() && !(query.filter() != null && query.count());
        long selected = 0;
        boolean more = !Rows.isAbsent(row, PageSql.RESOURCE + 1);
        while (more && !(endsFull && page.hasMore())) {
            deadline.check();
            Resource resource = Rows.resource(row, PageSql.RESOURCE);
            if (query.filter() == null || query.filter().test(Subject.of(resource))) {
                selected++;
                page.offer(resource);
            }
            more = row.next();
        }
        return selected;
    }

    private String next(PageBuilder page, String end) {
        if (page.hasMore()) {
            return PageToken.write(page.last(), query);
        }
        return end == null ? null : PageToken.write(PagePlace.ofId(end), query);
    }
}
