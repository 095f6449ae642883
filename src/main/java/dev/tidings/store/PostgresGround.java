package dev.tidings.store;

import dev.tidings.model.Resource;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGStatement;

/**
 * Begins a transaction, locks the rows of its collections by name, and only then reads what its requests name: a statement
 * sees what was committed before it began, so the reading has to be another one than the locking. All go to the database
 * at once, and the lock is held for one round trip from here to the commit.
 *
 * @param epoch that the locked rows belong to; null where none was locked
 */
record PostgresGround(Ground ground, String epoch) {

    private static final String LOCK =
            """
            SELECT c.name, c.revision, c.last_at, c.resources, (SELECT epoch FROM store)
            FROM collection c WHERE c.name = ANY (?) ORDER BY c.name FOR UPDATE""";

    private static final String RESOURCES =
            """
            SELECT r.collection, %s
            FROM unnest(?, ?) AS w (collection, id)
            JOIN resource r ON r.collection = w.collection AND r.id = w.id"""
                    .formatted(Rows.RESOURCE);

    private static final String ANSWERS =
            """
            SELECT i.principal, i.method, i.path, i.key, i.request_hash, i.answer, i.at
            FROM unnest(?, ?, ?, ?) AS w (principal, method, path, key)
            JOIN idempotency i ON i.principal = w.principal AND i.method = w.method AND i.path = w.path AND i.key = w.key
            WHERE i.at > ?""";

    /** Whoever makes a collection holds this first, so that they are counted, and each is made by one. */
    private static final String MAKERS = "SELECT epoch FROM store FOR UPDATE";

    private static final String COLLECTIONS = "SELECT count(*) FROM collection";

    /**
     * Reads.
     *
     * @param expired answers from then or before are kept no more
     * @param making whether collections may be made in this transaction
     */
    static PostgresGround read(Session session, Named named, long expired, boolean making) throws SQLException {
        PreparedStatement statement = script(named, expired, making).prepare(session);
        // Statements that the driver has prepared may have results of any size, so it would not send on behind them.
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        ResultSet rows = next(statement, statement.execute());
        long collections = 0;
        String epoch = null;
        if (making) {
            epoch = rows.next() ? rows.getString(1) : null;
            collections = number(next(statement, statement.getMoreResults()));
            rows = next(statement, statement.getMoreResults());
        }
        Map<String, Head> heads = new HashMap<>();
        while (rows.next()) {
            heads.put(rows.getString(1), new Head(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            epoch = rows.getString(5);
        }
        Map<KeptAnswer.Key, KeptAnswer> answers =
                named.answers().isEmpty() ? Map.of() : answers(next(statement, statement.getMoreResults()));
        Map<ResourceKey, Resource> resources = resources(next(statement, statement.getMoreResults()));
        return new PostgresGround(new Ground(heads, resources, answers, collections), epoch);
    }

    /** The resources come last: while so much waits to be read, the database might not read what else is sent. */
    private static Script script(Named named, long expired, boolean making) {
        Script script = new Script().add("BEGIN");
        if (making) {
            script.add(MAKERS).add(COLLECTIONS);
        }
        script.add(LOCK, (Object) named.collections().toArray(String[]::new));
        List<KeptAnswer.Key> keys = named.answers();
        if (!keys.isEmpty()) {
            script.add(
                    ANSWERS,
                    texts(keys, KeptAnswer.Key::principal),
                    texts(keys, KeptAnswer.Key::method),
                    texts(keys, KeptAnswer.Key::path),
                    texts(keys, KeptAnswer.Key::key),
                    expired);
        }
        return script.add(
                RESOURCES,
                texts(named.resources(), ResourceKey::collection),
                texts(named.resources(), ResourceKey::id));
    }

    private static long number(ResultSet row) throws SQLException {
        row.next();
        return row.getLong(1);
    }

    /** The heads that were locked. */
    Map<String, Long> revisions() {
        return ground.heads().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, head -> head.getValue()
                .revision()));
    }

    /** The next result that has rows. */
    private static ResultSet next(PreparedStatement statement, boolean isRows) throws SQLException {
        boolean found = isRows;
        while (!found) {
            if (statement.getUpdateCount() < 0) {
                throw new SQLException("a statement of the script has no result");
            }
            found = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    private static Map<ResourceKey, Resource> resources(ResultSet rows) throws SQLException {
        Map<ResourceKey, Resource> resources = new HashMap<>();
        while (rows.next()) {
            Resource resource = Rows.resource(rows, 2);
            resources.put(new ResourceKey(rows.getString(1), resource.id()), resource);
        }
        return resources;
    }

    private static Map<KeptAnswer.Key, KeptAnswer> answers(ResultSet rows) throws SQLException {
        Map<KeptAnswer.Key, KeptAnswer> answers = new HashMap<>();
        while (rows.next()) {
            answers.put(
                    new KeptAnswer.Key(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)),
                    new KeptAnswer(rows.getString(5), rows.getString(6), rows.getLong(7)));
        }
        return answers;
    }

    private static <T> Object texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
