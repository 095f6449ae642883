package dev.tidings.store;

import dev.tidings.filter.Filter;
import dev.tidings.filter.FilterSql;
import dev.tidings.filter.FilterSql.Seek;
import dev.tidings.filter.Narrowing;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Decides how a filtered query finds its rows: by an index where one finds few, else by going through the collection. It
 * asks the indexes themselves how many they would find, since no statistics are kept.
 */
final class Narrower {

    /**
     * Where an index finds more than that, the page is likely full sooner by going through the resources in order. To count
     * that many takes some ten milliseconds, for SQLite looks each one up.
     */
    static final int MAX_FOUND = 3_000;

    /** A first round with a low bound finds the index that is best by far, and asks little of the others. */
    private static final List<Integer> ROUNDS = List.of(100, MAX_FOUND);

    private final SqlDialect dialect;
    private final PathIndexes indexes;

    Narrower(SqlDialect dialect, PathIndexes indexes) {
        this.dialect = dialect;
        this.indexes = indexes;
    }

    /**
     * How the rows {@code r} of a collection are found.
     *
     * @param ids a query for the ids that an index finds, at most {@link #MAX_FOUND} give or take what was written meanwhile;
     *     null where none finds so few. One may come twice
     * @param condition that they fulfil besides
     */
    record Plan(Narrowing ids, Narrowing condition) {

        /** Where there is no filter. */
        static final Plan ALL = new Plan(null, Narrowing.NONE);

        boolean bounded() {
            return ids != null;
        }

        /** All of it as one condition. */
        Narrowing whole(SqlDialect dialect) {
            return bounded()
                    ? Narrowing.all(List.of(new Narrowing(dialect.among(ids.sql()), ids.parameters()), condition))
                    : condition;
        }
    }

    Plan plan(Session session, String collection, Filter filter) throws SQLException {
        Narrowing narrowing = FilterSql.narrow(filter, dialect.json());
        List<Narrowing> seeks = seeks(collection, filter);
        for (int bound : ROUNDS) {
            for (Narrowing ids : seeks) {
                if (count(session, ids, bound + 1L) <= bound) {
                    return new Plan(ids, narrowing);
                }
            }
        }
        return new Plan(null, narrowing);
    }

    /** For each index that the filter can use, a query for the ids that it finds. */
    private List<Narrowing> seeks(String collection, Filter filter) {
        Map<List<String>, PathIndex> byPath = indexes.of(collection);
        List<Narrowing> queries = new ArrayList<>();
        byPath.forEach((path, index) ->
                FilterSql.seeks(filter, path, index.json()).forEach(seek -> queries.add(ids(index, seek))));
        return queries;
    }

    /** Leg by leg, since an index serves only one range at a time. An id may come twice. */
    private static Narrowing ids(PathIndex index, Seek seek) {
        String sql = seek.legs().stream()
                .map(leg -> "SELECT id FROM " + index.rows() + leg.sql())
                .collect(Collectors.joining(" UNION ALL "));
        List<Object> parameters = new ArrayList<>();
        seek.legs().forEach(leg -> parameters.addAll(leg.parameters()));
        return new Narrowing(sql, parameters);
    }

    private static long count(Session session, Narrowing ids, long atMost) throws SQLException {
        List<Object> parameters = new ArrayList<>(ids.parameters());
        parameters.add(atMost);
        String sql = "SELECT count(*) FROM (" + ids.sql() + " LIMIT ?) found";
        try (PreparedStatement statement = session.once(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
