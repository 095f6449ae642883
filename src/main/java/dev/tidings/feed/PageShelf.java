package dev.tidings.feed;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A bound for kept log pages by what they weigh. Where it is passed, the least recently used ones go, whichever view keeps
 * them. On the feed's loop alone.
 */
final class PageShelf {

    /** A page and who keeps it. Each is itself alone: two with equal pages are not the same. */
    static final class Kept {
        private static final int PAGE = 512; // also a page without frames is not for nothing
        private static final int FRAME = 128;

        private final KeptPages keeper;
        private final FramePage page;

        Kept(KeptPages keeper, FramePage page) {
            this.keeper = keeper;
            this.page = page;
        }

        FramePage page() {
            return page;
        }

        /** What it takes on the heap, in bytes, nearly: the frames' bytes are there twice, alone and side by side. */
        private long weight() {
            Chunk frames = page.frames();
            return PAGE + (long) FRAME * frames.size() + 2L * frames.bytes().length;
        }
    }

    private final long bound;
    private final Set<Kept> byUse = new LinkedHashSet<>(); // the last used one is the last
    private long weight;

    /** @param bound in bytes */
    PageShelf(long bound) {
        this.bound = bound;
    }

    void add(Kept kept) {
        byUse.add(kept);
        weight += kept.weight();
    }

    /** Lets the least recently used ones go until the bound holds; their keepers take them from all shelves. */
    void trim() {
        while (weight > bound) {
            Kept oldest = byUse.iterator().next();
            oldest.keeper.drop(oldest);
        }
    }

    void use(Kept kept) {
        byUse.remove(kept);
        byUse.add(kept);
    }

    void remove(Kept kept) {
        if (byUse.remove(kept)) {
            weight -= kept.weight();
        }
    }

    /** What all of it takes, in bytes. */
    long weight() {
        return weight;
    }
}
