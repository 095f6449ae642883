package dev.tidings.store;

import java.util.List;

/**
 * The writes of one request, applied all or none, each seeing what those before it did.
 *
 * @param operations one or more, in order
 * @param idempotency how a repetition of the request is known and answered; null where it names no key
 * @param indexed whether its client sees it as a list of operations: a refusal then tells the index of the one that
 *     failed, as the member named {@code "operation"}
 */
public record WriteRequest(List<Operation> operations, Idempotency idempotency, boolean indexed) {

    public WriteRequest {
        operations = List.copyOf(operations);
    }

    /** Indexed where there is more than one operation. */
    public WriteRequest(List<Operation> operations, Idempotency idempotency) {
        this(operations, idempotency, operations.size() > 1);
    }

    /**
     * One write.
     *
     * @param collection a valid name; made with its first resource
     * @param id a valid id
     * @param write what is wanted
     * @param weight about how many characters it adds to a transaction, which is bounded in them
     */
    public record Operation(String collection, String id, Write write, int weight) {}

    public static WriteRequest of(Operation operation) {
        return new WriteRequest(List.of(operation), null);
    }

    /** About how many characters the whole adds to a transaction. */
    public int weight() {
        return operations.stream().mapToInt(Operation::weight).sum();
    }
}
