package dev.tidings.proof.history;

import dev.tidings.model.Position;

/** What came of an attempt to write. */
public sealed interface Outcome {

    /** Done, with its receipt: {@code type} is what the log should call it. */
    record Applied(String type, String id, Position receipt) implements Outcome {}

    /** Nothing was to be changed; the resource is as of this version. */
    record Unchanged(Position version) implements Outcome {}

    /** It was not applied; status 0 says that it was never sent. */
    record Refused(int status) implements Outcome {}

    /** It may have been applied, or may be later: the server said so itself, or there was no answer. */
    record Unknown(String why, boolean isAnswered) implements Outcome {}
}
