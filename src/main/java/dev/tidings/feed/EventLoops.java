package dev.tidings.feed;

import io.vertx.core.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The event loops that have watchers, and when they have worked off what was sent to them. On the feed's loop alone. */
final class EventLoops {

    private static final class Loop {
        private final Context context;
        private int watchers;

        Loop(Context context) {
            this.context = context;
        }
    }

    private final Context home;
    private final Map<Thread, Loop> loops = new HashMap<>();

    EventLoops(Context home) {
        this.home = home;
    }

    void join(Thread thread, Context context) {
        loops.computeIfAbsent(thread, first -> new Loop(context)).watchers++;
    }

    void leave(Thread thread) {
        loops.computeIfPresent(thread, (of, loop) -> --loop.watchers == 0 ? null : loop);
    }

    /** Runs this at home after each loop has run all that is in its queue by now. */
    void whenDone(Runnable action) {
        List<Loop> open = List.copyOf(loops.values());
        if (open.isEmpty()) {
            home.runOnContext(none -> action.run());
            return;
        }
        int[] left = {open.size()};
        for (Loop loop : open) {
            loop.context.runOnContext(mark -> home.runOnContext(done -> {
                if (--left[0] == 0) {
                    action.run();
                }
            }));
        }
    }
}
