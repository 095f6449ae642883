package dev.tidings.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One change on its way past the views that it could concern. It may stop anywhere and go on later: what it has found so
 * far stays here, and the views know nothing of the change until it is {@link #over}. On the feed's loop alone.
 */
final class Walk {

    private record Found(View view, Frame frame) {}

    private final String epoch;
    private final Sighting sighting;
    private final List<View> views;
    private final List<Found> found = new ArrayList<>(1);
    private int next;

    Walk(String epoch, Sighting sighting, List<View> views) {
        this.epoch = epoch;
        this.sighting = sighting;
        this.views = views;
    }

    /** A view was made meanwhile: it has to see the change too. */
    void made(View view) {
        views.add(view);
    }

    /**
     * Goes on, past this many filters at most.
     *
     * @return how many more it might have tried; 0 where it has to go on later, or is just over
     */
    int go(int tests) {
        int left = tests;
        while (left > 0 && next < views.size()) {
            View view = views.get(next);
            next++;
            if (!view.isLeft()) {
                view.frame(epoch, sighting).ifPresent(frame -> found.add(new Found(view, frame)));
                left -= view.isFiltered() ? 1 : 0;
            }
        }
        return left;
    }

    boolean isOver() {
        return next == views.size();
    }

    long revision() {
        return sighting.change().revision();
    }

    /** Hands the frames to the views that are still there, and names those. */
    void over(long committedAt, Consumer<View> dirty) {
        for (Found each : found) {
            if (!each.view().isLeft()) {
                each.view().append(each.frame(), committedAt);
                dirty.accept(each.view());
            }
        }
    }
}
