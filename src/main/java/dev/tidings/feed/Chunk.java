package dev.tidings.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * Frames in order, their bytes side by side in one array, so that any run of them is one write. Immutable: nobody writes
 * to the array after this was made.
 */
public final class Chunk {

    /** Chunks are closed at about this many bytes. */
    public static final int SIZE = 64 * 1024;

    /** The chunk without frames. */
    public static final Chunk EMPTY = of(List.of());

    private final List<Frame> frames;
    private final int[] offsets;
    private final byte[] bytes;

    private Chunk(List<Frame> frames, int[] offsets, byte[] bytes) {
        this.frames = frames;
        this.offsets = offsets;
        this.bytes = bytes;
    }

    /** Packs frames with rising revisions. */
    public static Chunk of(List<Frame> frames) {
        int[] offsets = new int[frames.size() + 1];
        for (int i = 0; i < frames.size(); i++) {
            offsets[i + 1] = offsets[i] + frames.get(i).wire().length;
        }
        byte[] bytes = new byte[offsets[frames.size()]];
        for (int i = 0; i < frames.size(); i++) {
            System.arraycopy(frames.get(i).wire(), 0, bytes, offsets[i], offsets[i + 1] - offsets[i]);
        }
        return new Chunk(List.copyOf(frames), offsets, bytes);
    }

    public int size() {
        return frames.size();
    }

    public Frame frame(int index) {
        return frames.get(index);
    }

    /** The index of the first frame with a higher revision; {@link #size} where there is none. */
    int indexAbove(long revision) {
        int low = 0;
        int high = frames.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (frames.get(middle).revision() <= revision) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The revision of the last frame; there has to be one. */
    long lastRevision() {
        return frames.get(frames.size() - 1).revision();
    }

    /** The frames of both, the other's behind these. */
    Chunk with(Chunk next) {
        List<Frame> both = new ArrayList<>(frames);
        both.addAll(next.frames);
        return of(both);
    }

    /** Where a frame begins in {@link #bytes}; the index {@link #size} is the end of the last one. */
    public int offset(int index) {
        return offsets[index];
    }

    /** All bytes; not to be written to. */
    public byte[] bytes() {
        return bytes;
    }
}
