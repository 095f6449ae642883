package dev.tidings.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** The frames of these chunks, which follow each other, that are above a cursor. */
    static Slice above(List<Chunk> chunks, long cursor) {
        List<Run> runs = new ArrayList<>();
        for (int i = chunks.size() - 1; i >= 0; i--) { // from the newest: a live reader needs little of a long tail
            Chunk chunk = chunks.get(i);
            int from = chunk.indexAbove(cursor);
            if (from < chunk.size()) {
                runs.add(new Run(chunk, from, chunk.size()));
            }
            if (from > 0) {
                break;
            }
        }
        Collections.reverse(runs);
        return new Slice(runs);
    }

    /** Of several frames of one resource only the last. */
    Slice lastOfEach() {
        Set<String> seen = new HashSet<>();
        List<Run> kept = new ArrayList<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            Run run = runs.get(i);
            for (int at = run.to() - 1; at >= run.from(); at--) {
                if (seen.add(run.chunk().frame(at).id())) {
                    kept.add(new Run(run.chunk(), at, at + 1));
                }
            }
        }
        Collections.reverse(kept);
        return new Slice(joined(kept));
    }

    /** How many frames there are. */
    public int size() {
        int size = 0; // a loop: asked for each subscriber and broadcast
        for (Run run : runs) {
            size += run.to() - run.from();
        }
        return size;
    }

    private static List<Run> joined(List<Run> singles) {
        List<Run> runs = new ArrayList<>();
        for (Run next : singles) {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.chunk() == next.chunk() && last.to() == next.from()) {
                runs.set(runs.size() - 1, new Run(last.chunk(), last.from(), next.to()));
            } else {
                runs.add(next);
            }
        }
        return runs;
    }
}
