package dev.tidings.store;

import dev.tidings.model.Resource;
import java.util.Optional;

/** The store as seen from within a transaction. */
interface State {

    /** {@link Head#NONE} for a collection that nobody has written to. */
    Head head(String collection);

    Optional<Resource> resource(ResourceKey key);

    /** The answer that is kept under a key and has not expired. */
    Optional<KeptAnswer> answer(KeptAnswer.Key key);

    /** How many collections there are. */
    long collections();
}
