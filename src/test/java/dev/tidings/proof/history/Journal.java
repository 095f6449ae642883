package dev.tidings.proof.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gathers a history from any number of threads. Its time begins with it. */
public final class Journal {

    private final long start = System.nanoTime();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean othersWrite;
    private int applied;
    private long quietSince = Long.MAX_VALUE;

    /** Monotonic nanoseconds since the beginning. */
    public long now() {
        return System.nanoTime() - start;
    }

    /** The recording of one more watcher. */
    public synchronized Recording recording(String name) {
        Recording recording = new Recording(name, this::now);
        recordings.add(recording);
        return recording;
    }

    public synchronized List<Recording> recordings() {
        return List.copyOf(recordings);
    }

    public synchronized void add(Operation operation) {
        operations.add(operation);
        if (operation instanceof Operation.Write write && write.outcome() instanceof Outcome.Applied) {
            applied++;
            notifyAll();
        }
    }

    /** Something that the contract does not allow, whatever else happened. */
    public synchronized void fault(String what) {
        faults.add(what);
    }

    /** Not every write to its collections is told here, so that a change of unknown origin is no fault. */
    public synchronized void othersWrite() {
        othersWrite = true;
    }

    /** From now on nothing is written. */
    public synchronized void quiet() {
        quietSince = now();
    }

    /** How many writes were acknowledged with a change. */
    public synchronized int applied() {
        return applied;
    }

    public synchronized boolean awaitApplied(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (applied < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** All up to now; to be checked once all is quiet and everybody was told. */
    public synchronized History history() {
        List<StreamHistory> streams =
                recordings.stream().map(Recording::history).toList();
        return new History(List.copyOf(operations), streams, List.copyOf(faults), quietSince, !othersWrite);
    }
}
