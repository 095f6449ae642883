package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.ChangeKind;
import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Applied.Effect;
import dev.tidings.store.WriteRequest.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the operations of one request, each over what those before it did. */
final class Trial {

    private final Overlay overlay;
    private final long now;
    private final long maxCollections;
    private final Map<String, Long> batches = new HashMap<>();

    /**
     * A trial.
     *
     * @param overlay what it writes to; to be thrown away where it fails
     * @param now the time of the transaction
     */
    Trial(Overlay overlay, long now, long maxCollections) {
        this.overlay = overlay;
        this.now = now;
        this.maxCollections = maxCollections;
    }

    /** Runs them all, or throws what the first that was refused said. */
    List<Applied> run(WriteRequest request) {
        List<Applied> results = new ArrayList<>(request.operations().size());
        for (Operation operation : request.operations()) {
            try {
                results.add(apply(operation));
            } catch (TidingsException refusal) {
                throw request.indexed() ? refusal.with("operation", results.size()) : refusal;
            }
        }
        return results;
    }

    private Applied apply(Operation operation) {
        ResourceKey key = new ResourceKey(operation.collection(), operation.id());
        Optional<Resource> found = overlay.resource(key);
        Write.Verdict verdict = operation.write().judge(found.orElse(null));
        if (verdict instanceof Write.Put put) {
            return found.map(current -> replace(key, current, put)).orElseGet(() -> create(key, put));
        }
        Resource current = found.orElseThrow(() -> new IllegalStateException(verdict + " where there is no resource"));
        return verdict instanceof Write.Remove ? remove(key, current) : unchanged(key, current);
    }

    private Applied create(ResourceKey key, Write.Put put) {
        Head head = overlay.head(key.collection());
        requireRoom(head, key.collection());
        long revision = head.revision() + 1;
        long at = timeAfter(head);
        Resource made = new Resource(key.id(), revision, at, at, put.document());
        append(key, ChangeKind.CREATED, at, null, made);
        return new Applied(Effect.CREATED, key.collection(), made, revision);
    }

    private Applied replace(ResourceKey key, Resource current, Write.Put put) {
        if (current.document().equals(put.document())) {
            return unchanged(key, current);
        }
        Head head = overlay.head(key.collection());
        long revision = head.revision() + 1;
        long at = timeAfter(head);
        Resource next = new Resource(key.id(), revision, current.createdAt(), at, put.document());
        append(key, ChangeKind.UPDATED, at, current, next);
        return new Applied(Effect.UPDATED, key.collection(), next, revision);
    }

    private Applied remove(ResourceKey key, Resource current) {
        Head head = overlay.head(key.collection());
        append(key, ChangeKind.DELETED, timeAfter(head), current, null);
        return new Applied(Effect.DELETED, key.collection(), current, head.revision() + 1);
    }

    private static Applied unchanged(ResourceKey key, Resource current) {
        return new Applied(Effect.UNCHANGED, key.collection(), current, current.revision());
    }

    private void append(ResourceKey key, ChangeKind kind, long at, Resource before, Resource after) {
        long revision = overlay.head(key.collection()).revision() + 1;
        Long first = batches.putIfAbsent(key.collection(), revision);
        long batch = first == null ? revision : first;
        overlay.append(key.collection(), new Change(revision, kind, key.id(), at, before, after, batch));
    }

    /** The clock may have been set back; a collection's time never goes back. */
    private long timeAfter(Head head) {
        return Math.max(now, head.lastAt());
    }

    private void requireRoom(Head head, String collection) {
        if (!head.exists() && overlay.collections() >= maxCollections) {
            throw TidingsException.of(
                    Code.TOO_MANY,
                    "The collection " + collection + " cannot be made: there are " + maxCollections
                            + " already, the most that this server allows.");
        }
    }
}
