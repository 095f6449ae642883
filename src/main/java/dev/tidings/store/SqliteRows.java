package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Brings what a transaction's requests were granted to the database: each change, and each resource as it is at last. */
final class SqliteRows {

    private static final String COLLECTION =
            """
            INSERT INTO collection (name, revision, last_at, resources, log_bytes) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET revision = excluded.revision, last_at = excluded.last_at,
                resources = excluded.resources, log_bytes = log_bytes + excluded.log_bytes""";

    private static final String CHANGE =
            """
            INSERT INTO change (collection, revision, batch, kind, id, at, created_at, document,
                before_revision, before_at, before_document, bytes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String RESOURCE =
            """
            INSERT INTO resource (collection, id, revision, created_at, updated_at, document) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (collection, id) DO UPDATE SET revision = excluded.revision, created_at = excluded.created_at,
                updated_at = excluded.updated_at, document = excluded.document""";

    private static final String NO_RESOURCE = "DELETE FROM resource WHERE collection = ? AND id = ?";

    private static final String TOMBSTONE =
            """
            INSERT INTO tombstone (collection, id, revision, at) VALUES (?, ?, ?, ?)
            ON CONFLICT (collection, id) DO UPDATE SET revision = excluded.revision, at = excluded.at""";

    private static final String NO_TOMBSTONE = "DELETE FROM tombstone WHERE collection = ? AND id = ?";

    private static final String ANSWER =
            """
            INSERT INTO idempotency (principal, method, path, key, request_hash, answer, at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (principal, method, path, key) DO UPDATE SET request_hash = excluded.request_hash,
                answer = excluded.answer, at = excluded.at""";

    private final Session session;

    SqliteRows(Session session) {
        this.session = session;
    }

    /**
     * Writes it all.
     *
     * @param ground what it was granted on
     */
    void write(Overlay granted, Ground ground) throws SQLException {
        for (Map.Entry<String, List<Change>> entry : granted.changes().entrySet()) {
            long bytes = writeChanges(entry.getKey(), entry.getValue());
            writeHead(entry.getKey(), granted.head(entry.getKey()), bytes);
        }
        for (Map.Entry<ResourceKey, Change> entry : granted.latest().entrySet()) {
            boolean existed = ground.resource(entry.getKey()).isPresent();
            writeResource(entry.getKey(), entry.getValue(), existed);
        }
        for (Map.Entry<KeptAnswer.Key, KeptAnswer> entry : granted.answers().entrySet()) {
            writeAnswer(entry.getKey(), entry.getValue());
        }
    }

    private void writeHead(String name, Head head, long bytes) throws SQLException {
        session.update(COLLECTION, name, head.revision(), head.lastAt(), head.resources(), bytes);
    }

    private long writeChanges(String collection, List<Change> changes) throws SQLException {
        long total = 0;
        for (Change change : changes) {
            long bytes = LogBytes.of(change);
            writeChange(collection, change, bytes);
            total += bytes;
        }
        return total;
    }

    private void writeChange(String collection, Change change, long bytes) throws SQLException {
        Resource before = change.before();
        Resource after = change.after();
        session.update(
                CHANGE,
                collection,
                change.revision(),
                change.batch(),
                change.kind().word(),
                change.id(),
                change.at(),
                change.resource().createdAt(),
                after == null ? null : after.document(),
                before == null ? null : before.revision(),
                before == null ? null : before.updatedAt(),
                before == null ? null : before.document(),
                bytes);
    }

    private void writeResource(ResourceKey key, Change change, boolean existed) throws SQLException {
        Resource after = change.after();
        if (after != null) {
            session.update(
                    RESOURCE,
                    key.collection(),
                    key.id(),
                    after.revision(),
                    after.createdAt(),
                    after.updatedAt(),
                    after.document());
            if (!existed) {
                session.update(NO_TOMBSTONE, key.collection(), key.id());
            }
        } else {
            if (existed) {
                session.update(NO_RESOURCE, key.collection(), key.id());
            }
            session.update(TOMBSTONE, key.collection(), key.id(), change.revision(), change.at());
        }
    }

    private void writeAnswer(KeptAnswer.Key key, KeptAnswer kept) throws SQLException {
        session.update(
                ANSWER,
                key.principal(),
                key.method(),
                key.path(),
                key.key(),
                kept.requestHash(),
                kept.answer(),
                kept.at());
    }
}
