package dev.tidings.store;

import dev.tidings.store.WriteRequest.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What the requests of a transaction name, each once and in the order in which all transactions lock it. */
record Named(List<String> collections, List<ResourceKey> resources, List<KeptAnswer.Key> answers) {

    /** The order of keys. */
    static final Comparator<KeptAnswer.Key> BY_KEY = Comparator.comparing(KeptAnswer.Key::principal)
            .thenComparing(KeptAnswer.Key::method)
            .thenComparing(KeptAnswer.Key::path)
            .thenComparing(KeptAnswer.Key::key);

    static Named of(List<WriteRequest> requests) {
        List<Operation> operations = requests.stream()
                .flatMap(request -> request.operations().stream())
                .toList();
        return new Named(
                operations.stream()
                        .map(Operation::collection)
                        .distinct()
                        .sorted()
                        .toList(),
                operations.stream()
                        .map(operation -> new ResourceKey(operation.collection(), operation.id()))
                        .distinct()
                        .toList(),
                requests.stream()
                        .map(WriteRequest::idempotency)
                        .filter(Objects::nonNull)
                        .map(KeptAnswer.Key::of)
                        .distinct()
                        .sorted(BY_KEY)
                        .toList());
    }
}
