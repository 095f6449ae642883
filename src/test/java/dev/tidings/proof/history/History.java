package dev.tidings.proof.history;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything that the clients of one run did and saw.
 *
 * @param faults what a client found wrong by itself
 * @param quietSince from when on nothing was written any more: what was read later is the last state
 * @param allWrites whether every write to its collections is in it, so that each change must be one of them
 */
public record History(
        List<Operation> operations,
        List<StreamHistory> streams,
        List<String> faults,
        long quietSince,
        boolean allWrites) {

    Set<String> collections() {
        Set<String> names = new TreeSet<>();
        operations.forEach(operation -> names.add(operation.collection()));
        streams.forEach(stream -> names.add(stream.collection()));
        return names;
    }

    /** The operations of one kind on one collection. */
    <T extends Operation> Stream<T> of(Class<T> kind, String collection) {
        return operations.stream().filter(kind::isInstance).map(kind::cast).filter(operation -> operation
                .collection()
                .equals(collection));
    }
}
