package dev.tidings.feed;

import java.util.List;

/** The mistakes that this mechanism invites. */
final class Mistakes {

    private Mistakes() {}

    static final List<Mistake> OF_SUBSCRIPTIONS = List.of(
            Mistake.in(
                    "Subscription",
                    "the bookmark is the tail's end",
                    "peer.bookmark(cursor)",
                    "peer.bookmark(tail.end())"),
            Mistake.in(
                    "Subscription",
                    "the cursor moves before a page is written",
                    "write(Slice.above(List.of(page.frames()), cursor)); cursor = Math.max(cursor, page.end());",
                    "cursor = Math.max(cursor, page.end()); write(Slice.above(List.of(page.frames()), cursor));"),
            Mistake.in(
                    "Subscription",
                    "the cursor moves before a tail is written",
                    "int frames = write(Slice.above(tail.chunks(), cursor)); cursor = tail.end();",
                    "cursor = tail.end(); int frames = write(Slice.above(tail.chunks(), cursor));"),
            Mistake.in(
                    "Subscription",
                    "the cursor moves though the rows were dropped",
                    "if (mayWrite()) { write(Slice.above(List.of(page.frames()), cursor)); cursor = page.end();",
                    "boolean may = mayWrite(); long at = cursor; cursor = page.end();"
                            + " if (may) { write(Slice.above(List.of(page.frames()), at));"),
            Mistake.in("Subscription", "synced at once", "syncDue && cursor >= syncAt", "syncDue"),
            Mistake.in("Subscription", "synced at R0", "syncAt = Math.max(syncAt, page.head());", ""),
            Mistake.in(
                    "Subscription",
                    "synced at the head that a shared page saw",
                    "cursor = Math.max(cursor, page.end());",
                    "cursor = Math.max(cursor, page.end()); syncAt = page.head();"),
            Mistake.in(
                    "Subscription",
                    "R0 is read with each page",
                    "if (cursor >= scan.upTo()) {",
                    "scan = new Scan(Math.max(scan.upTo(), page.head()), scan.snapshot(), scan.tombstones());"
                            + " if (cursor >= scan.upTo()) {"),
            Mistake.in(
                    "Subscription",
                    "a shared page is not cut at the cursor",
                    "write(Slice.above(List.of(page.frames()), cursor)); cursor = Math.max",
                    "write(Slice.above(List.of(page.frames()), 0)); cursor = Math.max"),
            Mistake.in(
                    "Subscription",
                    "the cursor is the page's last frame",
                    "cursor = Math.max(cursor, page.end());",
                    "if (page.frames().size() > 0) { cursor = Math.max(cursor, page.frames().lastRevision()); }"),
            Mistake.in("Subscription", "the reset is not told", "beginning.reset())", "false)"),
            Mistake.in(
                    "Subscription",
                    "a page at the floor is refused",
                    "if (cursor < page.floor()) {",
                    "if (cursor <= page.floor()) {"),
            Mistake.in(
                    "Subscription",
                    "a page just below the floor is taken",
                    "if (cursor < page.floor()) {",
                    "if (cursor + 1 < page.floor()) {"),
            Mistake.in(
                    "Subscription",
                    "a tail that begins at the cursor is not taken",
                    "cursor < tail.base()",
                    "cursor <= tail.base()"),
            Mistake.in(
                    "Subscription",
                    "a tail that begins above the cursor is taken",
                    "cursor < tail.base()",
                    "cursor + 1 < tail.base()"),
            Mistake.in(
                    "Subscription",
                    "the scan goes on at R0",
                    "if (cursor >= scan.upTo()) {",
                    "if (cursor > scan.upTo()) {"),
            Mistake.in(
                    "Subscription",
                    "each change is owed, and yet a scan passes over some",
                    "!spec.latest() && !syncDue",
                    "!spec.latest() && !syncDue && !spec.snapshot()"),
            Mistake.in(
                    "Beginning",
                    "a beginning at the floor is refused",
                    "revision >= marks.floor()",
                    "revision > marks.floor()"),
            Mistake.in(
                    "Beginning",
                    "a beginning just below the floor is taken",
                    "if (revision >= marks.floor()) {",
                    "if (revision + 1 >= marks.floor()) {"),
            Mistake.in("Beginning", "since above the head is taken", "|| revision > marks.head()", ""),
            Mistake.in("Beginning", "another epoch is taken", "!spec.since().isOf(epoch) ||", ""),
            Mistake.in(
                    "Beginning",
                    "no floor for tombstones at the beginning",
                    "&& (revision == 0 || revision >= marks.tombstoneFloor())",
                    ""));

    static final List<Mistake> OF_VIEWS = List.of(
            Mistake.in("TailBuffer", "a tail is trimmed and its base not raised", "base = oldest.lastRevision();", ""),
            Mistake.in(
                    "TailBuffer",
                    "an idle buffer goes and its base stays",
                    "base = oldest.lastRevision();",
                    "base = bound == 0 ? base : oldest.lastRevision();",
                    "base = Math.max(base, revision);",
                    ""),
            Mistake.in("TailBuffer", "trimmed one too far", "lastRevision() <= limit", "lastRevision() <= limit + 1"),
            Mistake.in("Tail", "a tail shares the view's list", "chunks = List.copyOf(chunks);", ""),
            Mistake.in("View", "trimmed before it was told", "Math.min(pubEnd, hold()) : pubEnd", "end : end"),
            Mistake.in(
                    "View",
                    "the heartbeat's base is the feed's end",
                    "long told = Math.min(pubEnd, hold());",
                    "long told = end;"),
            Mistake.in("View", "a view goes under a joiner", "return isLeft();", "return count <= 1;"),
            Mistake.in(
                    "Views",
                    "a new view begins at 0",
                    "new LogPages(limits, framer, reader, shelf), end)",
                    "new LogPages(limits, framer, reader, shelf), 0)"),
            Mistake.in(
                    "ChangeFeed",
                    "a view that all have left is told",
                    "if (view.isDirty() && !view.isLeft())",
                    "if (view.isDirty())"),
            Mistake.in(
                    "LogPages",
                    "an incomplete page is kept",
                    "if ((cut || page.end() == read.upTo()) && page.marks().floor() <= read.from())",
                    "if (page.marks().floor() <= read.from())",
                    "kept.find(cursor);",
                    "kept.find(cursor - cursor % limits.pageChanges());"),
            Mistake.in("Views", "a view that goes does not give its pages back", "view.close();", ""),
            Mistake.in(
                    "Framer",
                    "latest judges only a resource's last change",
                    "page.changes().forEach(change ->",
                    "page.changes().stream().filter(change -> page.changes().stream().noneMatch(later ->"
                            + " later.id().equals(change.id()) && later.revision() > change.revision())).forEach(change ->"),
            Mistake.in("Chunk", "a slice begins at the cursor", "revision() <= revision)", "revision() < revision)"),
            Mistake.in(
                    "Slice",
                    "latest keeps the first of each",
                    "for (int at = run.to() - 1; at >= run.from(); at--)",
                    "for (int at = run.from(); at < run.to(); at++)"),
            Mistake.in(
                    "Selector",
                    "an update that leaves is an update",
                    ": after ? FrameType.ENTERED : FrameType.LEFT",
                    ": FrameType.UPDATED"));

    static final List<Mistake> OF_FEEDS = List.of(
            Mistake.in(
                    "Walker",
                    "repeats are not dropped",
                    "if (change.revision() == end + 1) {",
                    "if (change.revision() <= end + 1) {"),
            Mistake.in(
                    "ChangeFeed",
                    "a batch that leaves a gap is shown",
                    "batch.first() > walker.end() + 1",
                    "batch.first() < 0"),
            Mistake.in(
                    "ChangeFeed",
                    "a feed below the floor reads on",
                    "if (before < page.marks().floor()) {",
                    "if (before < 0) {"),
            Mistake.in(
                    "ChangeFeed",
                    "an old poll is taken for a rewound store",
                    "target.isRewound(head.revision())",
                    "head.revision() < walker.end()"),
            Mistake.in(
                    "SimNode",
                    "the poll passes over what this node committed",
                    "private boolean prompt;",
                    "private boolean prompt; private final Map<String, Long> own = new HashMap<>();",
                    "stores.get(batch.collection()).commit(batch));",
                    "{ stores.get(batch.collection()).commit(batch); own.put(batch.collection(), batch.last()); });",
                    "if (feed.polling()) {",
                    "if (stores.get(collection).head() != own.getOrDefault(collection, 0L) && feed.polling()) {"),
            Mistake.in(
                    "SimNode",
                    "the floor comes from another statement",
                    "read(() -> stores.get(collection).changes(after, upTo, maxWeight), answer);",
                    "dev.tidings.store.ChangeLog.Marks marks = stores.get(collection).marks(); read(() -> { LogPage page ="
                            + " stores.get(collection).changes(after, upTo, maxWeight);"
                            + " return new LogPage(page.from(), page.end(), marks, page.changes()); }, answer);"),
            Mistake.in(
                    "SimNode",
                    "a write that was not committed is told",
                    "if (time.percent(3)) { return; }",
                    "if (time.percent(3)) { batches.forEach(bus::publish); return; }"),
            Mistake.in(
                    "SimStore",
                    "a scan ends just before R0",
                    "byRevision.subMap(after, false, upTo, true)",
                    "byRevision.subMap(after, false, upTo, false)"),
            Mistake.in(
                    "SimConnection",
                    "two leaves for one join",
                    "toFeed(() -> feed().leave(view()));",
                    "toFeed(() -> feed().leave(view())); toFeed(() -> feed().leave(view()));"),
            Mistake.in(
                    "SimConnection",
                    "the head is taken from the feed",
                    "private boolean joined;",
                    "private boolean joined; private long feedEnd;",
                    "subscription.offer(tail); readMarks();",
                    "subscription.offer(tail); feedEnd = tail.end(); readMarks();",
                    "() -> client.view().store().marks(),",
                    "() -> new Marks(feedEnd, client.view().store().floor(), client.view().store().tombstoneFloor()),"));

    /** Those that show only after some hundred thousand steps. */
    static final List<Mistake> RARELY_SEEN = List.of(
            Mistake.in("KeptPages", "a page under way is kept for a view that is gone", "closed = true;", ""),
            Mistake.in(
                    "SimConnection",
                    "joined before the consumer is registered",
                    "registered = true; node.later(time.upTo(12), this::join); });",
                    "registered = true; }); join();"),
            Mistake.in("Walker", "a view made during a walk misses the change", "walk.made(view);", ""),
            Mistake.in(
                    "Walk",
                    "a view made during a walk sees the change twice",
                    "views.add(view);",
                    "views.add(view); views.add(view);"),
            Mistake.in(
                    "Subscription",
                    "no floor for tombstones in a scan",
                    "cursor > 0 && cursor < page.tombstoneFloor()",
                    "cursor < 0"),
            Mistake.in(
                    "LogPages",
                    "a page cut short before the cursor is the answer",
                    "cut && page.end() <= waiter.cursor() && waiter.cursor() >= page.marks().floor()",
                    "page.end() < 0"),
            Mistake.in(
                    "SimStore",
                    "rows are trimmed and the floor is raised in two transactions",
                    "floor = upTo; }",
                    "time.after(5, () -> floor = Math.max(floor, upTo)); }"),
            Mistake.in("SimStore", "tombstones are trimmed without a floor", "tombstoneFloor = upTo;", ""));
}
