package dev.tidings.store;

import dev.tidings.model.Resource;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a resource stands in a row. */
final class Rows {

    /** The columns of a resource, in the order that {@link #resource} reads them in. */
    static final String RESOURCE = "r.id, r.revision, r.created_at, r.updated_at, r.document";

    private Rows() {}

    /** The resource whose columns begin at this one. */
    static Resource resource(ResultSet row, int first) throws SQLException {
        return new Resource(
                row.getString(first),
                row.getLong(first + 1),
                row.getLong(first + 2),
                row.getLong(first + 3),
                row.getString(first + 4));
    }

    /** Whether the outer join found nothing here. */
    static boolean isAbsent(ResultSet row, int column) throws SQLException {
        row.getLong(column);
        return row.wasNull();
    }
}
