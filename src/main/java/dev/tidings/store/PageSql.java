package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement of a page: the head, the number of resources, where its window ends, and resources. All from one moment,
 * and the head also where there is no resource.
 *
 * @param parameters in the order of the text
 * @param kept whether the same text will come again
 */
record PageSql(String text, List<Object> parameters, boolean kept) {

    /** The column where the resource begins. */
    static final int RESOURCE = 4;

    private static final String HEAD = "SELECT c.revision, c.resources, %s, " + Rows.RESOURCE + " FROM collection c";

    /** The id at which a walk has looked at so many resources; none where there are fewer. */
    private static final String WINDOW =
            """
             LEFT JOIN (SELECT id FROM resource WHERE collection = ? AND id > ? ORDER BY id LIMIT 1 OFFSET ?) w \
            ON TRUE""";

    private static final String RESOURCES = " LEFT JOIN resource r ON r.collection = c.name";
    private static final String OF_COLLECTION = " WHERE c.name = ?";

    /** Above all ids. */
    private static final String END = "\u007f";

    /** The first resources by id after this one. */
    static PageSql byId(String collection, String after, int limit) {
        String text = HEAD.formatted("NULL") + RESOURCES + " AND r.id > ?" + OF_COLLECTION + " ORDER BY r.id LIMIT ?";
        return new PageSql(text, List.of(after, collection, (long) limit), true);
    }

    /** All resources, in any order. */
    static PageSql all(String collection) {
        return new PageSql(HEAD.formatted("NULL") + RESOURCES + OF_COLLECTION, List.of(collection), true);
    }

    /** All resources that the condition lets through, in any order. */
    static PageSql all(String collection, Narrowing condition) {
        String text = HEAD.formatted("NULL") + RESOURCES + " AND " + condition.sql() + OF_COLLECTION;
        return new PageSql(text, join(List.of(), condition, List.of(collection)), false);
    }

    /** The resources by id after this one that the condition lets through. */
    static PageSql byId(String collection, String after, Narrowing condition) {
        String text = HEAD.formatted("NULL") + RESOURCES + " AND r.id > ? AND " + condition.sql() + OF_COLLECTION
                + " ORDER BY r.id";
        return new PageSql(text, join(List.of(after), condition, List.of(collection)), false);
    }

    /** The same out of the next so many resources. */
    static PageSql window(String collection, String after, Narrowing condition, int rows) {
        String text = HEAD.formatted("w.id") + WINDOW + RESOURCES + " AND r.id > ? AND r.id <= coalesce(w.id, ?) AND "
                + condition.sql() + OF_COLLECTION + " ORDER BY r.id";
        List<Object> before = List.of(collection, after, rows - 1L, after, END);
        return new PageSql(text, join(before, condition, List.of(collection)), false);
    }

    private static List<Object> join(List<Object> before, Narrowing condition, List<Object> behind) {
        List<Object> parameters = new ArrayList<>(before);
        parameters.addAll(condition.parameters());
        parameters.addAll(behind);
        return parameters;
    }
}
