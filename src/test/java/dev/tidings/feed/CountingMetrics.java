package dev.tidings.feed;

import dev.tidings.metrics.CatchUp;
import java.util.EnumMap;
import java.util.Map;

/** Counts what the feed tells; what must never happen is a violation. */
final class CountingMetrics implements FeedMetrics {

    private final Map<CatchUp, Integer> catchUps = new EnumMap<>(CatchUp.class);
    private int gaps;
    private int delivered;

    @Override
    public void catchUp(CatchUp reason) {
        catchUps.merge(reason, 1, Integer::sum);
    }

    @Override
    public void gap() {
        gaps++;
    }

    @Override
    public void delivered(int frames, long committedAt) {
        delivered += frames;
    }

    @Override
    public void behind() {
        throw new Violation("a live subscription missed a tail");
    }

    @Override
    public String toString() {
        return "catch-ups " + catchUps + ", gaps " + gaps + ", delivered live " + delivered;
    }
}
