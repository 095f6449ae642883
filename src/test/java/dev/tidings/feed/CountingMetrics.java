package dev.tidings.feed;

import java.util.EnumMap;
import java.util.Map;

/** Counts what the feed tells. */
final class CountingMetrics implements FeedMetrics {

    private final Map<CatchUp, Integer> catchUps = new EnumMap<>(CatchUp.class);
    private int gaps;
    private int behind;

    @Override
    public void catchUp(CatchUp reason) {
        catchUps.merge(reason, 1, Integer::sum);
    }

    @Override
    public void gap() {
        gaps++;
    }

    @Override
    public void behind() {
        behind++;
    }

    int gaps() {
        return gaps;
    }

    int behindCount() {
        return behind;
    }

    @Override
    public String toString() {
        return "catch-ups " + catchUps + ", gaps " + gaps + ", behind " + behind;
    }
}
