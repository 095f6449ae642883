package dev.tidings.feed;

import java.util.List;

/** Frames to send, in order: runs of chunks. */
public record Slice(List<Run> runs) {

    public Slice {
        runs = List.copyOf(runs);
    }

    /**
     * Frames that lie side by side.
     *
     * @param from the index of the first
     * @param to the index after the last
     */
    public record Run(Chunk chunk, int from, int to) {}

    /** How many frames there are. */
    public int size() {
        return runs.stream().mapToInt(run -> run.to() - run.from()).sum();
    }
}
