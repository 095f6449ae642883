package dev.tidings.proof.history;

import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Operation.Listing;
import dev.tidings.proof.history.Operation.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts the log of a collection together from every page that anybody read at any node. A page is whole, two pages never
 * tell different things of one revision, all together are 1..head, and once all is quiet the pages of every node that is asked
 * reach the head; each such node tells its list as well.
 */
final class LogAssembly {

    private final List<Page> pages;
    private final Faults faults;
    private final long quietSince;
    private final Set<String> toldList;
    private final NavigableMap<Long, LoggedChange> changes = new TreeMap<>();
    private final Map<Long, Page> toldBy = new HashMap<>();

    LogAssembly(History history, String collection, Faults faults) {
        this.pages = history.of(Page.class, collection).toList();
        this.faults = faults;
        this.quietSince = history.quietSince();
        this.toldList = history.of(Listing.class, collection)
                .filter(listing -> listing.span().invoked() >= quietSince)
                .map(listing -> listing.span().node())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param gone every 410, which tells of floors */
    Log assemble(List<Gone> gone) {
        faults.require(!pages.isEmpty(), () -> "nobody read its log");
        pages.forEach(this::add);
        long head = changes.isEmpty() ? 0 : changes.lastKey();
        checkNoGap(head);
        checkQuiet(head);
        long floor = gone.stream().mapToLong(Gone::floor).max().orElse(0);
        String epoch = pages.isEmpty() ? "" : pages.get(pages.size() - 1).to().epoch();
        Log log = new Log(epoch, floor, changes);
        checkTypes(log);
        return log;
    }

    private void add(Page page) {
        long due = page.since().revision();
        for (LoggedChange change : page.changes()) {
            due++;
            long expected = due;
            faults.require(
                    change.revision() == expected, () -> "has " + change + " where " + expected + " was due: " + page);
            LoggedChange known = changes.putIfAbsent(change.revision(), change);
            Page other = toldBy.putIfAbsent(change.revision(), page);
            faults.require(
                    known == null || known.equals(change),
                    () -> "told as " + known + " by " + other + " and as " + change + " by " + page);
        }
        long end = due;
        faults.require(page.to().revision() == end, () -> "ends at " + end + " and says otherwise: " + page);
    }

    private void checkNoGap(long head) {
        for (long revision = 1; revision <= head; revision++) {
            long due = revision;
            faults.require(changes.containsKey(due), () -> "no page of any node has revision " + due);
        }
    }

    private void checkQuiet(long head) {
        Set<String> toldLog = new TreeSet<>();
        for (Page page : pages) {
            boolean last = page.span().invoked() >= quietSince && !page.more();
            faults.require(
                    !last || page.to().revision() == head,
                    () -> "ends before the head " + head + " though all was quiet: " + page);
            if (last) {
                toldLog.add(page.span().node());
            }
        }
        faults.require(
                !toldLog.isEmpty() && toldLog.equals(toldList),
                () -> "once all was quiet, " + toldLog + " told its log, but " + toldList + " its list");
    }

    /** What is created is not there before, what is updated or deleted is. */
    private void checkTypes(Log log) {
        for (LoggedChange change : log.changes()) {
            boolean wasThere = log.before(change.id(), change.revision())
                    .filter(before -> !before.isDeletion())
                    .isPresent();
            boolean fits =
                    switch (change.type()) {
                        case "created" -> !wasThere;
                        case "updated", "deleted" -> wasThere;
                        default -> false;
                    };
            faults.require(
                    fits, () -> "a change that cannot be: " + change + log.around(change.id(), change.revision()));
        }
    }
}
