package dev.tidings.store;

import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;

/**
 * What a request wants of one resource, as a function of the resource as it is. It runs inside the transaction that
 * writes, under the collection's lock, on what will be overwritten; so whatever it decides on (preconditions, a patch's
 * test, a schema, a rule) cannot have changed in between. It may run more than once, for a transaction that the database
 * refused as a whole is run again write by write: it must be pure, quick and without I/O.
 */
@FunctionalInterface
public interface Write {

    /**
     * Decides what to do.
     *
     * @param current the resource as it is, or null where there is none
     * @return what is to become of it
     * @throws TidingsException where the write is refused; then nothing of its request is applied
     */
    Verdict judge(Resource current);

    /** What is to become of a resource. */
    sealed interface Verdict {}

    /** The client's own members from now on: a compact JSON object. Creates the resource where there is none. */
    record Put(String document) implements Verdict {}

    /** The resource goes; there must be one. */
    record Remove() implements Verdict {}

    /** Nothing changes: no revision, no event. There must be a resource. */
    record Keep() implements Verdict {}
}
