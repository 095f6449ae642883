package dev.tidings.feed;

import dev.tidings.model.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The views of one collection on this node. A view lives from its first join to its last leave. On the feed's loop alone. */
final class Views {

    private final FeedLimits limits;
    private final Function<ViewKey, Framer> framers;
    private final LogPages.Reader reader;
    private final PageShelf shelf;
    private final Map<ViewKey, View> views = new LinkedHashMap<>();
    private final Map<String, List<View>> ofOne = new HashMap<>();
    private final List<View> ofMany = new ArrayList<>();

    /** @param shelf bounds what the views of all collections keep of the log */
    Views(FeedLimits limits, Function<ViewKey, Framer> framers, LogPages.Reader reader, PageShelf shelf) {
        this.limits = limits;
        this.framers = framers;
        this.reader = reader;
        this.shelf = shelf;
    }

    /** Joins a view; one that is new knows of nothing up to this end. */
    View join(ViewKey key, long end) {
        View view = views.get(key);
        if (view == null) {
            Framer framer = framers.apply(key);
            view = new View(key, limits, framer, new LogPages(limits, framer, reader, shelf), end);
            views.put(key, view);
            neighbours(key).add(view);
        }
        view.join();
        return view;
    }

    void leave(ViewKey key) {
        View view = views.get(key);
        if (view.leave()) {
            views.remove(key);
            view.close();
            neighbours(key).remove(view);
            if (key.id() != null && ofOne.get(key.id()).isEmpty()) {
                ofOne.remove(key.id());
            }
        }
    }

    /** Those that a change of this resource may concern; the others are not even looked at. */
    void concerned(Change change, Consumer<View> action) {
        ofMany.forEach(action);
        ofOne.getOrDefault(change.id(), List.of()).forEach(action);
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

    private List<View> neighbours(ViewKey key) {
        return key.id() == null ? ofMany : ofOne.computeIfAbsent(key.id(), id -> new ArrayList<>(1));
    }
}
