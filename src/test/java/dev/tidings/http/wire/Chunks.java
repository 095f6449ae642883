package dev.tidings.http.wire;

import dev.tidings.feed.Chunk;
import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.feed.Slice;
import java.util.ArrayList;
import java.util.List;

/** Frames to send: the changes of a collection with a number for each revision. */
public final class Chunks {

    private Chunks() {}

    /** The changes {@code from} to {@code to}, both included, each with about this much content. */
    public static Chunk of(FrameFormat format, long from, long to, int weight) {
        List<Frame> frames = new ArrayList<>();
        for (long revision = from; revision <= to; revision++) {
            frames.add(format.encode("orders", "k3f9", event(revision, weight)));
        }
        return Chunk.of(frames);
    }

    public static Slice slice(FrameFormat format, long from, long to, int weight) {
        Chunk chunk = of(format, from, to, weight);
        return new Slice(List.of(new Slice.Run(chunk, 0, chunk.size())));
    }

    public static ResourceEvent event(long revision, int weight) {
        String resource = "{\"id\":\"r" + revision + "\",\"fill\":\"" + "é".repeat(weight / 2) + "\"}";
        return new ResourceEvent(FrameType.UPDATED, revision, "r" + revision, 1_000, resource, null);
    }
}
