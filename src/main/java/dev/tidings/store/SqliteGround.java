package dev.tidings.store;

import dev.tidings.model.Resource;
import dev.tidings.store.WriteRequest.Operation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what a transaction's requests name, at its start: collections by name, then resources, then kept answers. */
final class SqliteGround {

    private static final String HEAD = "SELECT revision, last_at, resources FROM collection WHERE name = ?";

    private static final String COLLECTIONS = "SELECT count(*) FROM collection";

    private static final String ANSWER =
            """
            SELECT request_hash, answer, at FROM idempotency
            WHERE principal = ? AND method = ? AND path = ? AND key = ? AND at > ?""";

    private final Session session;

    SqliteGround(Session session) {
        this.session = session;
    }

    /**
     * Reads.
     *
     * @param expired answers from then or before are kept no more
     */
    Ground read(List<WriteRequest> requests, long expired) throws SQLException {
        List<Operation> operations = requests.stream()
                .flatMap(request -> request.operations().stream())
                .toList();
        Set<String> names =
                operations.stream().map(Operation::collection).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Head> heads = heads(names);
        return new Ground(heads, resources(operations), answers(requests, expired), collections(names, heads));
    }

    private Map<String, Head> heads(Collection<String> names) throws SQLException {
        Map<String, Head> heads = new HashMap<>();
        for (String name : names) {
            try (ResultSet row = session.prepare(HEAD, name).executeQuery()) {
                if (row.next()) {
                    heads.put(name, new Head(row.getLong(1), row.getLong(2), row.getLong(3)));
                }
            }
        }
        return heads;
    }

    private Map<ResourceKey, Resource> resources(List<Operation> operations) throws SQLException {
        Map<ResourceKey, Resource> resources = new HashMap<>(operations.size() * 2);
        for (Operation operation : operations) {
            ResourceKey key = new ResourceKey(operation.collection(), operation.id());
            if (!resources.containsKey(key)) {
                resources.put(
                        key, ListReads.get(session, key.collection(), key.id()).orElse(null));
            }
        }
        return resources;
    }

    private Map<KeptAnswer.Key, KeptAnswer> answers(List<WriteRequest> requests, long expired) throws SQLException {
        Map<KeptAnswer.Key, KeptAnswer> answers = new HashMap<>();
        for (WriteRequest request : requests) {
            if (request.idempotency() != null) {
                KeptAnswer.Key key = KeptAnswer.Key.of(request.idempotency());
                answers.put(key, answer(key, expired));
            }
        }
        return answers;
    }

    private KeptAnswer answer(KeptAnswer.Key key, long expired) throws SQLException {
        try (ResultSet row = session.prepare(ANSWER, key.principal(), key.method(), key.path(), key.key(), expired)
                .executeQuery()) {
            return row.next() ? new KeptAnswer(row.getString(1), row.getString(2), row.getLong(3)) : null;
        }
    }

    /** Counted only where one may be made. */
    private long collections(Collection<String> names, Map<String, Head> heads) throws SQLException {
        if (names.size() == heads.size()) {
            return 0;
        }
        try (ResultSet row = session.prepare(COLLECTIONS).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
