package dev.tidings.feed;

import java.util.function.Consumer;

/** Voids answers and timers that were asked for before something began anew. */
final class Life {

    private int now;

    /** Begins anew. */
    void restart() {
        now++;
    }

    /** The action, as long as nothing has begun anew. */
    <T> Consumer<T> guard(Consumer<T> action) {
        int then = now;
        return value -> {
            if (then == now) {
                action.accept(value);
            }
        };
    }
}
