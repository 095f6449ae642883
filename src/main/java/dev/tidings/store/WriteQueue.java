package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Transactions.Transaction;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the requests of many event loops into transactions (group commit). Whoever comes while one runs is in the next,
 * so batches grow by themselves with the load and nobody waits for a timer. Where the database can, a few transactions
 * run side by side, none of which shares a collection with another.
 *
 * <p>Invariants: requests that share a collection are judged in the order in which they came; a request is in one
 * transaction, whole; the listener hears of a commit before the first of its requests is answered and before the next
 * transaction of the same collections begins, and of one commit at a time; each request is answered once.
 */
final class WriteQueue {

    private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);

    private record Waiting(
            WriteRequest request,
            Set<String> collections,
            int writes,
            long weight,
            Promise<WriteOutcome> promise,
            Executor caller)
            implements WaitingLine.Entry {

        static Waiting of(WriteRequest request, Executor caller) {
            List<Operation> operations = request.operations();
            Set<String> collections = operations.size() == 1
                    ? Set.of(operations.get(0).collection())
                    : operations.stream().map(Operation::collection).collect(Collectors.toSet());
            return new Waiting(request, collections, operations.size(), request.weight(), Promise.promise(), caller);
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
    private final int atOnce;
    private final Supplier<Executor> callers;
    private final CommitListener listener;
    private final Object telling = new Object();

    private final WaitingLine<Waiting> line;
    private final Promise<Void> drained = Promise.promise();
    private int running; // transactions, and one that is about to take its requests
    private boolean starting; // that one
    private boolean closing;

    /**
     * A queue.
     *
     * @param writer runs the transactions; after each the queue goes to its end, so that others who use it have their turn
     * @param atOnce how many transactions there may be at once; as many as the writer has threads
     * @param callers gives for the thread that asks where its future is to complete
     */
    WriteQueue(
            Transactions transactions,
            Executor writer,
            int atOnce,
            Supplier<Executor> callers,
            QueueLimits limits,
            CommitListener listener) {
        this.transactions = transactions;
        this.writer = writer;
        this.atOnce = atOnce;
        this.callers = callers;
        this.line = new WaitingLine<>(limits);
        this.listener = listener;
    }

    Future<WriteOutcome> submit(WriteRequest request) {
        Waiting entry = Waiting.of(request, callers.get());
        boolean start;
        synchronized (this) {
            if (closing) {
                return Future.failedFuture(TidingsException.of(Code.UNAVAILABLE, "The store is being closed."));
            }
            if (!line.hasRoomFor(entry)) {
                return Future.failedFuture(
                        TidingsException.of(Code.UNAVAILABLE, "Too many writes are waiting; try again later."));
            }
            start = line.add(entry) && mayStart();
        }
        if (start) {
            writer.execute(this::runNext);
        }
        return entry.promise().future();
    }

    /** Takes nothing more in; succeeds when all that was taken in is answered for. */
    Future<Void> close() {
        boolean idle;
        synchronized (this) {
            closing = true;
            idle = running == 0;
        }
        if (idle) {
            drained.tryComplete();
        }
        return drained.future();
    }

    /** Whether another transaction is to be started; if so, whoever asked starts it. */
    private boolean mayStart() {
        if (starting || running == atOnce) {
            return false;
        }
        starting = true;
        running++;
        return true;
    }

    private void runNext() {
        List<Waiting> batch;
        boolean another;
        synchronized (this) {
            batch = line.take(atOnce - running + 1);
            starting = false;
            another = line.hasFree() && mayStart();
        }
        if (another) {
            writer.execute(this::runNext);
        }
        try {
            run(batch);
        } finally {
            ended(batch);
        }
    }

    private void ended(List<Waiting> batch) {
        boolean another;
        boolean last;
        synchronized (this) {
            line.done(batch);
            running--;
            another = line.hasFree() && mayStart();
            last = closing && running == 0;
        }
        if (another) {
            writer.execute(this::runNext);
        }
        if (last) {
            drained.tryComplete();
        }
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
            synchronized (telling) {
                listener.committed(done.batches(), writes, done.nanos());
            }
        } catch (RuntimeException | Error fault) { // an Error too, or those who asked would wait for ever
            LOG.error("the listener of commits failed; watchers hear of this one from the log", fault);
        }
    }
}
