package dev.tidings.http.rest;

import dev.tidings.model.JsonText;
import dev.tidings.resource.Patch;
import dev.tidings.resource.Preconditions;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.WriteRequest.Operation;

/** One operation of a batch, well-formed. */
sealed interface BatchOperation {

    String collection();

    /** What the store is asked for. */
    Operation in(ResourceService resources);

    /**
     * Makes a resource.
     *
     * @param id null where the body's own counts, or one is made
     */
    record Create(String collection, String id, JsonText body) implements BatchOperation {

        @Override
        public Operation in(ResourceService resources) {
            return id == null ? resources.create(collection, body) : resources.create(collection, id, body);
        }
    }

    record Replace(String collection, String id, JsonText body, Preconditions conditions) implements BatchOperation {

        @Override
        public Operation in(ResourceService resources) {
            return resources.replace(collection, id, body, conditions);
        }
    }

    record Change(String collection, String id, Patch patch, long length, Preconditions conditions)
            implements BatchOperation {

        @Override
        public Operation in(ResourceService resources) {
            return resources.patch(collection, id, patch, length, conditions);
        }
    }

    record Delete(String collection, String id, Preconditions conditions) implements BatchOperation {

        @Override
        public Operation in(ResourceService resources) {
            return resources.delete(collection, id, conditions);
        }
    }
}
