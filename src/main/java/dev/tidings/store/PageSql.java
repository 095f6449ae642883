package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement of a page: the head, the number of resources, and resources. All from one moment, and the head also where
 * there is no resource.
 *
 * @param parameters in the order of the text
 * @param kept whether the same text will come again
 */
record PageSql(String text, List<Object> parameters, boolean kept) {

    /** The column where the resource begins. */
    static final int RESOURCE = 3;

    /** Above all ids. */
    static final String END = "\u007f";

    private static final String HEAD = "SELECT c.revision, c.resources, " + Rows.RESOURCE
            + " FROM collection c LEFT JOIN resource r ON r.collection = c.name";

    private static final String OF_COLLECTION = " WHERE c.name = ?";

    /** The first resources by id after this one. */
    static PageSql byId(String collection, String after, int limit) {
        String text = HEAD + " AND r.id > ?" + OF_COLLECTION + " ORDER BY r.id LIMIT ?";
        return new PageSql(text, List.of(after, collection, (long) limit), true);
    }

    /** All resources, in any order. */
    static PageSql all(String collection) {
        return new PageSql(HEAD + OF_COLLECTION, List.of(collection), true);
    }

    /** All resources that the condition lets through, in any order. */
    static PageSql all(String collection, Narrowing condition) {
        String text = HEAD + " AND " + condition.sql() + OF_COLLECTION;
        return new PageSql(text, join(List.of(), condition, collection), false);
    }

    /** The resources between these ids, by id, that the condition lets through; the one at the end is one of them. */
    static PageSql byId(String collection, String after, String end, Narrowing condition) {
        String text = HEAD + " AND r.id > ? AND r.id <= ? AND " + condition.sql() + OF_COLLECTION + " ORDER BY r.id";
        return new PageSql(text, join(List.of(after, end), condition, collection), false);
    }

    private static List<Object> join(List<Object> before, Narrowing condition, String collection) {
        List<Object> parameters = new ArrayList<>(before);
        parameters.addAll(condition.parameters());
        parameters.add(collection);
        return parameters;
    }
}
