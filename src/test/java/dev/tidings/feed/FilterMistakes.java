package dev.tidings.feed;

import java.util.List;

/** The mistakes that come with filters: who enters, who leaves, and views that are looked at in slices. */
final class FilterMistakes {

    private FilterMistakes() {}

    static final List<Mistake> ALL = List.of(
            Mistake.in(
                    "Selector",
                    "a filter judges only what a resource became",
                    "matches(sighting.before());",
                    "matches(sighting.newest());"),
            Mistake.in(
                    "Selector",
                    "who leaves is not told",
                    "if (!before && !after) {",
                    "if (!after && (!before || sighting.after() != null)) {"),
            Mistake.in(
                    "Selector",
                    "a deletion is told to those who never saw the resource",
                    "if (!before && !after) {",
                    "if (!before && !after && sighting.after() != null) {"),
            Mistake.in(
                    "Sighting",
                    "candidates come from what a resource became alone",
                    "return Stream.of(before, after)",
                    "return Stream.of(newest())"),
            Mistake.in(
                    "Views",
                    "those that no index serves are passed over",
                    "concerned.addAll(ofFilters.unindexed());",
                    ""),
            Mistake.in(
                    "Views",
                    "a view that all have left is still indexed",
                    "ofFilters.remove(key.filter(), view);",
                    "assert view != null;"),
            Mistake.in(
                    "SubscriptionSpec",
                    "a filtered view scans below the floor",
                    "return !filtered && (latest || snapshot);",
                    "return latest || snapshot;"),
            Mistake.in(
                    "Framer",
                    "a scan that finds nothing stays where it is",
                    "long end = page.more() ? page.rows().get(page.rows().size() - 1).revision() : scan.upTo();",
                    "long end = !page.more() ? scan.upTo()"
                            + " : frames.isEmpty() ? after : frames.get(frames.size() - 1).revision();"),
            Mistake.in(
                    "Walker",
                    "the end moves before the walk is over",
                    "walk = new Walk(",
                    "end = change.revision(); walk = new Walk("),
            Mistake.in(
                    "Walk",
                    "views know of a change before its walk is over",
                    "frame -> found.add(new Found(view, frame))",
                    "frame -> { view.append(frame, 0); found.add(new Found(view, frame)); }",
                    "each.view().append(each.frame(), committedAt);",
                    ""),
            Mistake.in("Walk", "a walk ends with its first turn", "return next == views.size();", "return true;"),
            Mistake.in(
                    "ChangeFeed",
                    "a batch that comes during a walk is shown at once",
                    "if (walker.isBusy() || batch.first() > walker.end() + 1) {",
                    "if (batch.first() > walker.end() + 1) {"),
            Mistake.in(
                    "ChangeFeed",
                    "a page that comes during a walk is shown at once",
                    "if (walker.isBusy()) { return; }",
                    ""));
}
