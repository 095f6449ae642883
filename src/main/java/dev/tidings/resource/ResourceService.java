package dev.tidings.resource;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.tidings.filter.Filter;
import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Export;
import dev.tidings.store.ListQuery;
import dev.tidings.store.ResourcePage;
import dev.tidings.store.ResourceStore;
import dev.tidings.store.ResourceStore.CollectionSummary;
import dev.tidings.store.Write;
import dev.tidings.store.WriteOutcome;
import dev.tidings.store.WriteRequest;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What clients ask of resources, in the store's terms. Names and ids that come in are valid already. Threads and errors as
 * {@link ResourceStore}; a collection that does not exist is a failed future, {@code NOT_FOUND}.
 */
public final class ResourceService {

    private final ResourceStore store;
    private final Catalogue catalogue;
    private final DocumentRules rules;

    /**
     * @param maxBytes how large a resource may be
     * @throws IllegalArgumentException where a collection's schema is unusable
     */
    public ResourceService(ResourceStore store, Catalogue catalogue, int maxBytes) {
        this.store = store;
        this.catalogue = catalogue;
        this.rules = new DocumentRules(maxBytes, new Schemas(catalogue.named()));
    }

    public String epoch() {
        return store.epoch();
    }

    /** Creates a resource; its id is the body's own or made. */
    public Operation create(String collection, JsonText body) {
        String id = usableId(body);
        return operation(collection, id, new Writes.Create(collection, body, rules), body.length());
    }

    /** Creates a resource with this id, which its body must not contradict. */
    public Operation create(String collection, String id, JsonText body) {
        Write write = new Writes.Create(collection, body, rules);
        return operation(
                collection,
                id,
                current -> {
                    OwnMembers.requireId(body, id);
                    return write.judge(current);
                },
                body.length());
    }

    /** Creates or replaces a resource. */
    public Operation replace(String collection, String id, JsonText body, Preconditions conditions) {
        Write write = new Writes.Replace(collection, id, body, rules, guard(collection, conditions));
        return operation(collection, id, write, body.length());
    }

    /** One line of a bulk load: what names its id replaces, whatever there is; else it creates. */
    public Operation load(String collection, JsonText body) {
        if (body.member("id").isEmpty()) {
            return create(collection, body);
        }
        String id = usableId(body);
        Writes.Guard none = new Writes.Guard(Preconditions.NONE, store::epoch, false);
        return operation(collection, id, new Writes.Replace(collection, id, body, rules, none), body.length());
    }

    public Operation patch(String collection, String id, Patch patch, long length, Preconditions conditions) {
        Write write = new Writes.Change(collection, patch, rules, guard(collection, conditions));
        return operation(collection, id, write, length);
    }

    public Operation delete(String collection, String id, Preconditions conditions) {
        return operation(collection, id, new Writes.Delete(guard(collection, conditions)), 0);
    }

    public Future<WriteOutcome> write(WriteRequest request) {
        return store.write(request);
    }

    /** The resource; where there is none, {@code NOT_FOUND}. */
    public Future<Resource> get(String collection, String id) {
        catalogue.requireExisting(collection);
        return store.get(collection, id)
                .map(found ->
                        found.orElseThrow(() -> TidingsException.of(Code.NOT_FOUND, "There is no such resource.")));
    }

    public Future<ResourcePage> list(ListQuery query) {
        catalogue.requireExisting(query.collection());
        return store.list(query);
    }

    /** All that the filter lets through; it may be null. */
    public Future<Export> export(String collection, Filter filter) {
        catalogue.requireExisting(collection);
        return store.export(collection, filter);
    }

    /** The collections that exist for clients, by name, with those that nobody has written to yet. */
    public Future<List<CollectionSummary>> collections() {
        return store.collections().map(written -> {
            Map<String, CollectionSummary> byName = new TreeMap<>();
            catalogue.names().forEach(name -> byName.put(name, new CollectionSummary(name, 0, 0)));
            written.stream().filter(one -> catalogue.exists(one.name())).forEach(one -> byName.put(one.name(), one));
            return List.copyOf(byName.values());
        });
    }

    private Operation operation(String collection, String id, Write write, long length) {
        Write allowed = catalogue.exists(collection) ? write : new Writes.Refused(Catalogue.absent(collection));
        return new Operation(collection, id, allowed, (int) Math.min(length, Integer.MAX_VALUE));
    }

    private Writes.Guard guard(String collection, Preconditions conditions) {
        return new Writes.Guard(conditions, store::epoch, catalogue.requiresMatch(collection));
    }

    /** The body's id, or one made: also where the body's is none, since then the write itself refuses it. */
    private static String usableId(JsonText body) {
        return OwnMembers.usableId(body)
                .orElseGet(() -> UuidCreator.getTimeOrderedEpoch().toString());
    }
}
