package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Brings what was granted to the database and commits it, all in one round trip: a statement for each table, which takes
 * its rows as arrays. No row stands twice in one of them.
 */
final class PostgresRows {

    private static final String MARK = "INSERT INTO transaction_mark (id, fenced) VALUES (?, false)";

    private static final String CHANGES =
            """
            INSERT INTO change (collection, revision, batch, kind, id, at, created_at,
                before_revision, before_at, bytes, document, before_document)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String COLLECTIONS =
            """
            INSERT INTO collection AS c (name, revision, last_at, resources, log_bytes)
            SELECT * FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, last_at = excluded.last_at,
                resources = excluded.resources, log_bytes = c.log_bytes + excluded.log_bytes""";

    private static final String RESOURCES =
            """
            INSERT INTO resource (collection, id, revision, created_at, updated_at, document, json)
            SELECT w.collection, w.id, w.revision, w.created_at, w.updated_at, w.document,
                CASE WHEN w.fits THEN w.document::jsonb END
            FROM unnest(?, ?, ?, ?, ?, ?, ?)
                AS w (collection, id, revision, created_at, updated_at, document, fits)
            ON CONFLICT (collection, id) DO UPDATE SET revision = excluded.revision, created_at = excluded.created_at,
                updated_at = excluded.updated_at, document = excluded.document, json = excluded.json""";

    private static final String NO_RESOURCES =
            """
            DELETE FROM resource r USING unnest(?, ?) AS w (collection, id)
            WHERE r.collection = w.collection AND r.id = w.id""";

    private static final String TOMBSTONES =
            """
            INSERT INTO tombstone (collection, id, revision, at) SELECT * FROM unnest(?, ?, ?, ?)
            ON CONFLICT (collection, id) DO UPDATE SET revision = excluded.revision, at = excluded.at""";

    private static final String NO_TOMBSTONES =
            """
            DELETE FROM tombstone t USING unnest(?, ?) AS w (collection, id)
            WHERE t.collection = w.collection AND t.id = w.id""";

    private static final String NO_ANSWERS =
            """
            DELETE FROM idempotency i USING unnest(?, ?, ?, ?) AS w (principal, method, path, key)
            WHERE i.principal = w.principal AND i.method = w.method AND i.path = w.path AND i.key = w.key AND i.at <= ?""";

    /** A key that another node used meanwhile is refused, and the transaction begun again: then its answer is there. */
    private static final String ANSWERS =
            """
            INSERT INTO idempotency (principal, method, path, key, request_hash, answer, at)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)""";

    private final Overlay granted;
    private final Ground ground;
    private final long expired;
    private final Script script = new Script();

    /**
     * What is to be written.
     *
     * @param ground what it was granted on
     * @param expired kept answers from then or before may be overwritten
     */
    PostgresRows(Overlay granted, Ground ground, long expired) {
        this.granted = granted;
        this.ground = ground;
        this.expired = expired;
    }

    /** Writes and commits under this id. */
    void commit(Session session, UUID mark) throws SQLException {
        script.add(MARK, mark);
        addResources();
        addChanges(granted.changes().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(change -> Map.entry(entry.getKey(), change)))
                .toList());
        addCollections(List.copyOf(granted.changes().entrySet()));
        addAnswers(granted.answers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Named.BY_KEY))
                .toList());
        script.add("COMMIT").prepare(session).execute();
    }

    private void addResources() {
        List<Map.Entry<ResourceKey, Change>> all = List.copyOf(granted.latest().entrySet());
        List<Map.Entry<ResourceKey, Change>> there =
                all.stream().filter(row -> row.getValue().after() != null).toList();
        List<Map.Entry<ResourceKey, Change>> gone =
                all.stream().filter(row -> row.getValue().after() == null).toList();
        List<ResourceKey> made = there.stream()
                .map(Map.Entry::getKey)
                .filter(key -> !existed(key))
                .toList();
        List<ResourceKey> removed =
                gone.stream().map(Map.Entry::getKey).filter(this::existed).toList();
        addKeys(NO_TOMBSTONES, made);
        addKeys(NO_RESOURCES, removed);
        addThere(there);
        addGone(gone);
    }

    private void addThere(List<Map.Entry<ResourceKey, Change>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Resource> resources =
                rows.stream().map(row -> row.getValue().after()).toList();
        script.add(
                RESOURCES,
                texts(rows, row -> row.getKey().collection()),
                texts(rows, row -> row.getKey().id()),
                numbers(resources, Resource::revision),
                numbers(resources, Resource::createdAt),
                numbers(resources, Resource::updatedAt),
                texts(resources, Resource::document),
                resources.stream().map(resource -> fits(resource.document())).toArray(Boolean[]::new));
    }

    private void addGone(List<Map.Entry<ResourceKey, Change>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        script.add(
                TOMBSTONES,
                texts(rows, row -> row.getKey().collection()),
                texts(rows, row -> row.getKey().id()),
                numbers(rows, row -> row.getValue().revision()),
                numbers(rows, row -> row.getValue().at()));
    }

    private void addKeys(String statement, List<ResourceKey> keys) {
        if (!keys.isEmpty()) {
            script.add(statement, texts(keys, ResourceKey::collection), texts(keys, ResourceKey::id));
        }
    }

    private void addChanges(List<Map.Entry<String, Change>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Change> changes = rows.stream().map(Map.Entry::getValue).toList();
        script.add(
                CHANGES,
                texts(rows, Map.Entry::getKey),
                numbers(changes, Change::revision),
                numbers(changes, Change::batch),
                texts(changes, change -> change.kind().word()),
                texts(changes, Change::id),
                numbers(changes, Change::at),
                numbers(changes, change -> change.resource().createdAt()),
                numbers(
                        changes,
                        change ->
                                change.before() == null ? null : change.before().revision()),
                numbers(
                        changes,
                        change ->
                                change.before() == null ? null : change.before().updatedAt()),
                numbers(changes, LogBytes::of),
                texts(changes, change -> document(change.after())),
                texts(changes, change -> document(change.before())));
    }

    private void addCollections(List<Map.Entry<String, List<Change>>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Head> heads = rows.stream().map(row -> granted.head(row.getKey())).toList();
        script.add(
                COLLECTIONS,
                texts(rows, Map.Entry::getKey),
                numbers(heads, Head::revision),
                numbers(heads, Head::lastAt),
                numbers(heads, Head::resources),
                numbers(
                        rows,
                        row -> row.getValue().stream().mapToLong(LogBytes::of).sum()));
    }

    private void addAnswers(List<Map.Entry<KeptAnswer.Key, KeptAnswer>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<KeptAnswer.Key> keys = rows.stream().map(Map.Entry::getKey).toList();
        Object[] columns = {
            texts(keys, KeptAnswer.Key::principal),
            texts(keys, KeptAnswer.Key::method),
            texts(keys, KeptAnswer.Key::path),
            texts(keys, KeptAnswer.Key::key)
        };
        script.add(NO_ANSWERS, columns[0], columns[1], columns[2], columns[3], expired);
        script.add(
                ANSWERS,
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                texts(rows, row -> row.getValue().requestHash()),
                texts(rows, row -> row.getValue().answer()),
                numbers(rows, row -> row.getValue().at()));
    }

    private boolean existed(ResourceKey key) {
        return ground.resource(key).isPresent();
    }

    private static boolean fits(String document) {
        return document != null && JsonbFit.holds(document);
    }

    private static String document(Resource resource) {
        return resource == null ? null : resource.document();
    }

    private static <T> Object texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static <T> Object numbers(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }
}
