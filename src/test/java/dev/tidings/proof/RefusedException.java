package dev.tidings.proof;

import java.io.IOException;

/** A watch that was answered with a status instead of a stream. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    RefusedException(Answer answer) {
        super("refused with " + answer.status() + ": " + answer.body());
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
