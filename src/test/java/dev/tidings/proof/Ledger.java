package dev.tidings.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the writers know of their writes: acknowledged with a receipt, refused, or of unknown outcome since the connection
 * broke. A write that changed nothing is in no list. Every write but a deletion leaves a mark of its own in the resource.
 */
final class Ledger {

    /** The member of a resource that tells which write made it so. */
    static final String MARK = "mark";

    /** An acknowledged write; {@code mark} is null for a deletion. */
    record Acknowledged(String collection, String type, String id, String mark, long revision) {}

    /** A write of unknown outcome; {@code mark} is null for a deletion. */
    record Unknown(String collection, String id, String mark) {}

    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<Unknown> unknown = new ArrayList<>();
    private final List<String> refusedMarks = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    synchronized void acknowledge(Acknowledged write) {
        acknowledged.add(write);
        notifyAll();
    }

    synchronized void unknown(Unknown write) {
        unknown.add(write);
    }

    synchronized void refused(String mark) {
        refusedMarks.add(mark);
    }

    /** An answer that the contract does not allow. */
    synchronized void fault(String what) {
        faults.add(what);
    }

    synchronized List<Acknowledged> acknowledged(String collection) {
        return acknowledged.stream()
                .filter(write -> write.collection().equals(collection))
                .toList();
    }

    synchronized List<Unknown> unknown(String collection) {
        return unknown.stream()
                .filter(write -> write.collection().equals(collection))
                .toList();
    }

    synchronized List<String> refusedMarks() {
        return List.copyOf(refusedMarks);
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    synchronized boolean awaitAcknowledged(int count, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (acknowledged.size() < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
