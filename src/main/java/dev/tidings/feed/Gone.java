package dev.tidings.feed;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/** The answer to a reader whose place in the history is not here, or not here any more. */
final class Gone {

    private Gone() {}

    static TidingsException of(String epoch, long floor, long head) {
        return TidingsException.of(Code.GONE, "The changes after this revision are not here; begin with a snapshot.")
                .with("epoch", epoch)
                .with("floor", floor)
                .with("revision", head);
    }

    /** The store itself went back: what was told came from another history. */
    static TidingsException rewound() {
        return TidingsException.of(Code.GONE, "The store was restored to an earlier state; begin with a snapshot.");
    }
}
