package dev.tidings.feed;

import java.util.function.Consumer;

/** Where the answer to a question goes: once, on the loop of whoever asked. */
interface Answer<T> {

    void is(T value);

    void failed(Throwable cause);

    /** An answer that is told to one of two functions. */
    static <T> Answer<T> to(Consumer<T> value, Consumer<Throwable> failure) {
        return new Answer<>() {
            @Override
            public void is(T answer) {
                value.accept(answer);
            }

            @Override
            public void failed(Throwable cause) {
                failure.accept(cause);
            }
        };
    }
}
