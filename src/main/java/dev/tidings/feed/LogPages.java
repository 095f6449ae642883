package dev.tidings.feed;

import dev.tidings.store.ChangeLog.LogPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log pages of one view: read once for all who ask at the same time, complete ones kept, within bounds.
 *
 * <p>Pages are aligned, so that readers with different cursors meet. Large documents may cut an aligned page short before
 * a reader's cursor; such a reader is given a page that begins at its cursor, which others may share too. Either way each
 * page that is read passes its reader's cursor if the log does.
 *
 * <p>While a page is read it holds the view's tail at what the feed had then seen: a page that reaches the head always
 * meets the tail.
 */
final class LogPages {

    /** Reads the changes with {@code after < revision ≤ upTo}. */
    interface Reader {
        void changes(long after, long upTo, int maxWeight, Answer<LogPage> answer);
    }

    private record Waiter(long cursor, Answer<FramePage> answer) {}

    private record Read(long from, long upTo, long hold, List<Waiter> waiters) {}

    private final FeedLimits limits;
    private final Framer framer;
    private final Reader reader;
    private final List<Read> inFlight = new ArrayList<>();
    private final KeptPages kept;
    private boolean asked;

    LogPages(FeedLimits limits, Framer framer, Reader reader, PageShelf node) {
        this.limits = limits;
        this.framer = framer;
        this.reader = reader;
        this.kept = new KeptPages(limits.keptBytes(), node);
    }

    /** Answers with a page that follows the cursor in the log. */
    void ask(String epoch, long cursor, long hold, Answer<FramePage> answer) {
        asked = true;
        Optional<FramePage> page = kept.find(cursor);
        if (page.isPresent()) {
            answer.is(page.get());
            return;
        }
        long aligned = cursor - cursor % limits.pageChanges();
        boolean cutShort = kept.beginsAt(aligned) || kept.endsAt(cursor);
        read(epoch, cutShort ? cursor : aligned, hold, new Waiter(cursor, answer));
    }

    private void read(String epoch, long from, long hold, Waiter waiter) {
        for (Read read : inFlight) {
            if (read.from() == from) {
                read.waiters().add(waiter);
                return;
            }
        }
        long upTo = from - from % limits.pageChanges() + limits.pageChanges();
        Read read = new Read(from, upTo, hold, new ArrayList<>(List.of(waiter)));
        inFlight.add(read);
        reader.changes(
                from,
                upTo,
                limits.pageWeight(),
                Answer.to(page -> answered(epoch, read, page), cause -> failed(read, cause)));
    }

    private void answered(String epoch, Read read, LogPage page) {
        if (!inFlight.remove(read)) {
            return; // the store was rewound meanwhile
        }
        FramePage framed = framer.page(epoch, page);
        boolean cut = page.end() < Math.min(read.upTo(), page.marks().head());
        if ((cut || page.end() == read.upTo()) && page.marks().floor() <= read.from()) {
            kept.keep(framed);
        }
        for (Waiter waiter : read.waiters()) {
            if (cut
                    && page.end() <= waiter.cursor()
                    && waiter.cursor() >= page.marks().floor()) {
                read(epoch, waiter.cursor(), read.hold(), waiter);
            } else {
                waiter.answer().is(framed);
            }
        }
    }

    private void failed(Read read, Throwable cause) {
        if (inFlight.remove(read)) {
            read.waiters().forEach(waiter -> waiter.answer().failed(cause));
        }
    }

    /** The revision above which nothing may be trimmed from the tail. */
    long hold() {
        return inFlight.stream().mapToLong(Read::hold).min().orElse(Long.MAX_VALUE);
    }

    /** Lets go of the kept pages where nobody asked since the last call. */
    void rest() {
        if (!asked) {
            kept.clear();
        }
        asked = false;
    }

    /** Forgets everything; those who wait are told why. */
    void restart(Throwable cause) {
        List<Read> open = List.copyOf(inFlight);
        inFlight.clear();
        kept.clear();
        open.forEach(read -> read.waiters().forEach(waiter -> waiter.answer().failed(cause)));
    }

    /** The view is gone: who still waits is answered, but nothing is kept any more. */
    void close() {
        kept.close();
    }

    int keptCount() {
        return kept.count();
    }

    long keptWeight() {
        return kept.weight();
    }
}
