package dev.tidings.http.rest;

import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers that are of one history. A store may be found to hold another one while it is read: what was found then is of
 * nobody knows which, and could pass for a known state, or stay in a cache under a name that is not its own.
 */
final class OneHistory {

    private OneHistory() {}

    /**
     * Reads, and reads again where the epoch has changed meanwhile, whatever came of it.
     *
     * @param epochs the current one
     * @param reading given the epoch that its answer is to name
     */
    static <T> Future<T> read(Supplier<String> epochs, Function<String, Future<T>> reading) {
        String epoch = epochs.get();
        Future<T> answer = reading.apply(epoch);
        return answer.transform(done -> epochs.get().equals(epoch) ? answer : read(epochs, reading));
    }
}
