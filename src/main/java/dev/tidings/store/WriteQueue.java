package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Transactions.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the requests of many event loops into one transaction (group commit). One transaction at a time; whoever comes
 * while it runs is in the next, so batches grow by themselves with the load and nobody waits for a timer.
 *
 * <p>Invariants: requests are judged in the order in which they came; a request is in one transaction, whole; the listener
 * hears of a commit before the first of its requests is answered; each request is answered once.
 */
final class WriteQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);

    private record Waiting(
            WriteRequest request, int writes, long weight, Promise<WriteOutcome> promise, Executor caller) {

        Future<WriteOutcome> future() {
            return promise.future();
        }

        void answer(Ruling ruling) {
            caller.execute(() -> {
                if (ruling instanceof Ruling.Granted granted) {
                    promise.complete(granted.outcome());
                } else {
                    promise.fail(((Ruling.Refused) ruling).refusal());
                }
            });
        }
    }

    private final Transactions transactions;
    private final Executor writer;
    private final Supplier<Executor> callers;
    private final QueueLimits limits;
    private final CommitListener listener;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Promise<Void> drained = Promise.promise();
    private int waitingWrites;
    private long waitingWeight;
    private boolean writing;
    private boolean closing;

    /**
     * A queue.
     *
     * @param writer runs one task at a time; after each transaction the queue goes to its end, so that others who use it
     *     have their turn
     * @param callers gives for the thread that asks where its future is to complete
     */
    WriteQueue(
            Transactions transactions,
            Executor writer,
            Supplier<Executor> callers,
            QueueLimits limits,
            CommitListener listener) {
        this.transactions = transactions;
        this.writer = writer;
        this.callers = callers;
        this.limits = limits;
        this.listener = listener;
    }

    Future<WriteOutcome> submit(WriteRequest request) {
        Waiting entry =
                new Waiting(request, request.operations().size(), request.weight(), Promise.promise(), callers.get());
        boolean idle;
        synchronized (this) {
            if (closing) {
                return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is being closed."));
            }
            if (!hasRoomFor(entry)) {
                return Future.failedFuture(
                        TidingsException.of(Code.UNAVAILABLE, "Too many writes are waiting; try again later."));
            }
            waiting.add(entry);
            waitingWrites += entry.writes();
            waitingWeight += entry.weight();
            idle = !writing;
            writing = true;
        }
        if (idle) {
            writer.execute(this::runNext);
        }
        return entry.future();
    }

    /** Takes nothing more in; succeeds when all that was taken in is answered for. */
    Future<Void> close() {
        boolean idle;
        synchronized (this) {
            closing = true;
            idle = !writing;
        }
        if (idle) {
            drained.tryComplete();
        }
        return drained.future();
    }

    private boolean hasRoomFor(Waiting entry) {
        return waiting.isEmpty()
                || (waitingWrites + entry.writes() <= limits.waitingWrites()
                        && waitingWeight + entry.weight() <= limits.waitingWeight());
    }

    private void runNext() {
        run(takeBatch());
        boolean more;
        boolean last;
        synchronized (this) {
            more = !waiting.isEmpty();
            writing = more;
            last = closing && !more;
        }
        if (more) {
            writer.execute(this::runNext);
        }
        if (last) {
            drained.tryComplete();
        }
    }

    private synchronized List<Waiting> takeBatch() {
        List<Waiting> batch = new ArrayList<>();
        int writes = 0;
        long weight = 0;
        while (!waiting.isEmpty()) {
            Waiting next = waiting.peek();
            writes += next.writes();
            weight += next.weight();
            if (!batch.isEmpty() && (writes > limits.batchWrites() || weight > limits.batchWeight())) {
                break;
            }
            batch.add(waiting.remove());
            waitingWrites -= next.writes();
            waitingWeight -= next.weight();
        }
        return batch;
    }

    private void run(List<Waiting> batch) {
        Transaction done;
        try {
            done = transactions.run(batch.stream().map(Waiting::request).toList());
        } catch (TidingsException refusal) {
            refused(batch, refusal);
            return;
        } catch (RuntimeException | Error fault) { // an Error too, or those who asked would wait for ever
            refused(
                    batch,
                    TidingsException.of(
                            Code.INTERNAL, "The server failed on this request; nothing was applied.", fault));
            return;
        }
        if (done.committed()) {
            tell(done, batch.stream().mapToInt(Waiting::writes).sum());
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer(done.rulings().get(i));
        }
    }

    /** Where one of them may be the culprit, each has a transaction to itself, so that only the culprit fails. */
    private void refused(List<Waiting> batch, TidingsException refusal) {
        if (batch.size() > 1 && refusal.code() == Code.INTERNAL) {
            LOG.warn("a transaction of {} requests was refused as a whole, each is run alone", batch.size());
            batch.forEach(entry -> run(List.of(entry)));
        } else {
            Ruling ruling = new Ruling.Refused(refusal);
            batch.forEach(entry -> entry.answer(ruling));
        }
    }

    /** It is committed, whatever the listener does: its failure must not look like one of the write. */
    private void tell(Transaction done, int writes) {
        try {
            listener.committed(done.batches(), writes, done.nanos());
        } catch (RuntimeException fault) {
            LOG.error("the listener of commits failed; watchers hear of this one from the log", fault);
        }
    }
}
