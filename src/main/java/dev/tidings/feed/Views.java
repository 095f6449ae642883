package dev.tidings.feed;

import dev.tidings.filter.FilterIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The views of one collection on this node. A view lives from its first join to its last leave. On the feed's loop alone. */
final class Views {

    private final FeedLimits limits;
    private final Function<ViewKey, Framer> framers;
    private final LogPages.Reader reader;
    private final PageShelf shelf;
    private final Map<ViewKey, View> views = new LinkedHashMap<>();
    private final Map<String, List<View>> ofOne = new HashMap<>();
    private final List<View> whole = new ArrayList<>();
    private final FilterIndex<View> ofFilters = new FilterIndex<>();
    private int filtered;

    /** @param shelf bounds what the views of all collections keep of the log */
    Views(FeedLimits limits, Function<ViewKey, Framer> framers, LogPages.Reader reader, PageShelf shelf) {
        this.limits = limits;
        this.framers = framers;
        this.reader = reader;
        this.shelf = shelf;
    }

    /** Makes a view that there was not, for one who joins it at once; it knows of nothing up to this end. */
    View make(ViewKey key, long end) {
        Framer framer = framers.apply(key);
        View view = new View(key, limits, framer, () -> new LogPages(limits, framer, reader, shelf), end);
        views.put(key, view);
        filtered += key.filter() == null ? 0 : 1;
        if (key.id() != null) {
            ofOne.computeIfAbsent(key.id(), id -> new ArrayList<>(1)).add(view);
        } else if (key.filter() != null) {
            ofFilters.add(key.filter(), view);
        } else {
            whole.add(view);
        }
        return view;
    }

    void leave(ViewKey key) {
        View view = views.get(key);
        if (view.leave()) {
            forget(key, view);
            view.close();
        }
    }

    private void forget(ViewKey key, View view) {
        views.remove(key);
        filtered -= key.filter() == null ? 0 : 1;
        if (key.id() != null) {
            List<View> neighbours = ofOne.get(key.id());
            neighbours.remove(view);
            if (neighbours.isEmpty()) {
                ofOne.remove(key.id());
            }
        } else if (key.filter() != null) {
            ofFilters.remove(key.filter(), view);
        } else {
            whole.remove(view);
        }
    }

    /** Those that a change could concern, each once and in a list of its own; the others are not even looked at. */
    List<View> concerned(Sighting sighting) {
        List<View> concerned = new ArrayList<>(whole);
        concerned.addAll(ofOne.getOrDefault(sighting.change().id(), List.of()));
        if (ofFilters.size() > 0) {
            concerned.addAll(candidates(sighting));
            concerned.addAll(ofFilters.unindexed());
        }
        return concerned;
    }

    private Set<View> candidates(Sighting sighting) {
        Set<View> candidates = new LinkedHashSet<>();
        for (Image image : sighting.images()) {
            ofFilters.candidates(image.subject(), candidates::add);
        }
        return candidates;
    }

    /** Whether some of them have filters. */
    boolean areFiltered() {
        return filtered > 0;
    }

    /** How many are kept in the places where changes look for them; always as many as there are views. */
    int indexed() {
        return whole.size() + ofOne.values().stream().mapToInt(List::size).sum() + ofFilters.size();
    }

    View get(ViewKey key) {
        return views.get(key);
    }

    Collection<View> all() {
        return views.values();
    }

    boolean isEmpty() {
        return views.isEmpty();
    }
}
