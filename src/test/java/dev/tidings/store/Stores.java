package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.TidingsException;
import dev.tidings.store.Write.Keep;
import dev.tidings.store.Write.Put;
import dev.tidings.store.Write.Remove;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the store's tests have in common: short ways to write, and to wait for a future. */
final class Stores {

    private Stores() {}

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** The refusal that a future fails with. */
    static TidingsException refusal(Future<?> future) {
        try {
            Object result = await(future);
            throw new AssertionError("not refused, but " + result);
        } catch (TidingsException refusal) {
            return refusal;
        }
    }

    static Operation operation(String collection, String id, Write write) {
        return new Operation(collection, id, write, 100);
    }

    static Operation put(String collection, String id, String document) {
        return operation(collection, id, current -> new Put(document));
    }

    static Operation remove(String collection, String id) {
        return operation(collection, id, current -> new Remove());
    }

    static Operation keep(String collection, String id) {
        return operation(collection, id, current -> new Keep());
    }

    static WriteRequest request(Operation... operations) {
        return new WriteRequest(Arrays.asList(operations), null);
    }

    /** The results of a request that was not refused. */
    static List<Applied> results(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Committed.class);
        return ((WriteOutcome.Committed) outcome).results();
    }
}
