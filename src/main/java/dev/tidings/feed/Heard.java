package dev.tidings.feed;

import dev.tidings.store.CommittedBatch;

/** What a message of the bus turned out to say. */
sealed interface Heard {

    /** The changes themselves. */
    record Changes(CommittedBatch batch) implements Heard {}

    /** Only that there are changes up to a revision: they are to be read in the log. */
    record Hint(String collection, String epoch, long last) implements Heard {}

    /** Nothing that a node of this cluster sent, or nothing that came through whole. */
    record Noise(String why) implements Heard {}
}
