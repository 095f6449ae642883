package dev.tidings.store;

import dev.tidings.filter.Narrowing;
import dev.tidings.store.Narrower.Plan;
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

    /**
     * The same where a join keeps no order: the one row of the collection goes before resources that are in order already.
     * To say once more what order is wanted would have all of them read and sorted before the first one comes.
     */
    private static final String ORDERED = "SELECT c.revision, c.resources, " + Rows.RESOURCE
            + " FROM collection c LEFT JOIN (SELECT * FROM resource r WHERE r.collection = ? AND %s ORDER BY r.id%s) r"
            + " ON 1 = 1 WHERE c.name = ?";

    /**
     * The same for resources whose ids an index finds. The ids are put in order by themselves, and each is looked up: asked
     * for the resources of a list in order, PostgreSQL before version 17 goes through the whole collection.
     */
    private static final String FOUND = "SELECT c.revision, c.resources, " + Rows.RESOURCE
            + " FROM collection c LEFT JOIN (WITH found AS MATERIALIZED (%s)"
            + " SELECT r.* FROM (SELECT DISTINCT id FROM found WHERE id > ? ORDER BY id) f"
            + " CROSS JOIN LATERAL (SELECT * FROM resource r WHERE r.collection = ? AND r.id = f.id OFFSET 0) r"
            + " WHERE %s ORDER BY f.id) r ON 1 = 1 WHERE c.name = ?";

    private static final String OF_COLLECTION = " WHERE c.name = ?";

    /** The first resources by id after this one. */
    static PageSql byId(SqlDialect dialect, String collection, String after, int limit) {
        if (dialect.keepsOrderInJoins()) {
            String text = HEAD + " AND r.id > ?" + OF_COLLECTION + " ORDER BY r.id LIMIT ?";
            return new PageSql(text, List.of(after, collection, (long) limit), true);
        }
        String text = ORDERED.formatted("r.id > ?", " LIMIT ?");
        return new PageSql(text, List.of(collection, after, (long) limit, collection), true);
    }

    /** All resources, in any order. */
    static PageSql all(String collection) {
        return new PageSql(HEAD + OF_COLLECTION, List.of(collection), true);
    }

    /** All resources that a filter may match, in any order. */
    static PageSql all(SqlDialect dialect, String collection, Plan plan) {
        Narrowing condition = plan.whole(dialect);
        String text = HEAD + " AND " + condition.sql() + OF_COLLECTION;
        return new PageSql(text, join(List.of(), condition, collection), false);
    }

    /** The resources between these ids, by id, that the condition lets through; the one at the end is one of them. */
    static PageSql byId(SqlDialect dialect, String collection, String after, String end, Narrowing condition) {
        String conditions = "r.id > ? AND r.id <= ? AND " + condition.sql();
        if (dialect.keepsOrderInJoins()) {
            String text = HEAD + " AND " + conditions + OF_COLLECTION + " ORDER BY r.id";
            return new PageSql(text, join(List.of(after, end), condition, collection), false);
        }
        String text = ORDERED.formatted(conditions, "");
        return new PageSql(text, join(List.of(collection, after, end), condition, collection), false);
    }

    /** All resources after this id, by id, that a filter may match. */
    static PageSql byId(SqlDialect dialect, String collection, String after, Plan plan) {
        if (dialect.keepsOrderInJoins() || !plan.bounded()) {
            return byId(dialect, collection, after, END, plan.whole(dialect));
        }
        List<Object> parameters = new ArrayList<>(plan.ids().parameters());
        parameters.addAll(List.of(after, collection));
        String text = FOUND.formatted(plan.ids().sql(), plan.condition().sql());
        return new PageSql(text, join(parameters, plan.condition(), collection), false);
    }

    private static List<Object> join(List<Object> before, Narrowing condition, String collection) {
        List<Object> parameters = new ArrayList<>(before);
        parameters.addAll(condition.parameters());
        parameters.add(collection);
        return parameters;
    }
}
