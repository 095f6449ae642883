package dev.tidings.feed;

import java.util.ArrayList;

/**
 * The frames of a view from which its tails are made.
 *
 * <p>Invariants: it holds each frame that was selected in {@code (base, …]}; revisions rise; {@code base} moves only
 * together with the frames that go. What is new since the last tail lies in chunks of its own, so that for a reader who
 * is up to date the newest chunk is all there is to send; older small chunks are merged.
 */
final class TailBuffer {

    private final int chunkBytes;
    private final ArrayList<Chunk> chunks = new ArrayList<>();
    private final ArrayList<Frame> fresh = new ArrayList<>();
    private long base;
    private int bytes;

    TailBuffer(int chunkBytes, long base) {
        this.chunkBytes = chunkBytes;
        this.base = base;
    }

    void append(Frame frame) {
        fresh.add(frame);
        bytes += frame.wire().length;
    }

    /** An immutable tail of all that is here. */
    Tail tail(long end, long committedAt) {
        pack();
        return new Tail(base, end, chunks, committedAt);
    }

    /** Drops the oldest chunks that end at or below the limit, until no more than the bound is left. */
    void trim(long limit, int bound) {
        while (bytes > bound && !chunks.isEmpty() && chunks.get(0).lastRevision() <= limit) {
            Chunk oldest = chunks.remove(0);
            bytes -= oldest.bytes().length;
            base = oldest.lastRevision();
        }
    }

    /** Moves the base up to a revision that nothing here is at or below. */
    void advance(long revision) {
        if (chunks.isEmpty() || chunks.get(0).frame(0).revision() > revision) {
            base = Math.max(base, revision);
        }
    }

    /** Lets go of what a burst left behind where nothing is kept: most views are idle most of the time. */
    void rest() {
        if (chunks.isEmpty() && fresh.isEmpty()) {
            chunks.trimToSize();
            fresh.trimToSize();
        }
    }

    /** Forgets everything and begins anew. */
    void restart(long newBase) {
        chunks.clear();
        fresh.clear();
        bytes = 0;
        base = newBase;
    }

    int bytes() {
        return bytes;
    }

    private void pack() {
        if (fresh.isEmpty()) {
            return;
        }
        merge();
        int from = 0;
        int size = 0;
        for (int i = 0; i < fresh.size(); i++) {
            size += fresh.get(i).wire().length;
            if (size >= chunkBytes || i == fresh.size() - 1) {
                chunks.add(Chunk.of(fresh.subList(from, i + 1)));
                from = i + 1;
                size = 0;
            }
        }
        fresh.clear();
    }

    /** Merges neighbours of like size, as a binary counter carries, so that each frame is copied only a few times. */
    private void merge() {
        while (chunks.size() >= 2) {
            Chunk last = chunks.get(chunks.size() - 1);
            Chunk before = chunks.get(chunks.size() - 2);
            boolean fits = before.bytes().length + last.bytes().length <= chunkBytes;
            if (!fits || last.bytes().length < before.bytes().length) {
                return;
            }
            chunks.remove(chunks.size() - 1);
            chunks.set(chunks.size() - 1, before.with(last));
        }
    }
}
