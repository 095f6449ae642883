package dev.tidings.store;

import dev.tidings.model.Change;
import dev.tidings.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was written over a state that itself stays as it is. Overlays are laid on each other: a request's own lies on that
 * of its batch, and is thrown away where the request is refused.
 */
final class Overlay implements State {

    private final State below;
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, List<Change>> changes = new TreeMap<>();
    private final Map<ResourceKey, Change> latest = new LinkedHashMap<>();
    private final Map<KeptAnswer.Key, KeptAnswer> answers = new LinkedHashMap<>();
    private long newCollections;

    Overlay(State below) {
        this.below = below;
    }

    @Override
    public Head head(String collection) {
        Head head = heads.get(collection);
        return head == null ? below.head(collection) : head;
    }

    @Override
    public Optional<Resource> resource(ResourceKey key) {
        Change change = latest.get(key);
        return change == null ? below.resource(key) : Optional.ofNullable(change.after());
    }

    @Override
    public Optional<KeptAnswer> answer(KeptAnswer.Key key) {
        KeptAnswer answer = answers.get(key);
        return answer == null ? below.answer(key) : Optional.of(answer);
    }

    @Override
    public long collections() {
        return below.collections() + newCollections;
    }

    /** Writes the collection's next change. */
    void append(String collection, Change change) {
        Head head = head(collection);
        newCollections += head.exists() ? 0 : 1;
        heads.put(collection, head.after(change));
        changes.computeIfAbsent(collection, name -> new ArrayList<>()).add(change);
        latest.put(new ResourceKey(collection, change.id()), change);
    }

    void keep(KeptAnswer.Key key, KeptAnswer answer) {
        answers.put(key, answer);
    }

    /** Does to another overlay, the one that this lies on, all that was done to this. */
    void settleOn(Overlay other) {
        changes.forEach((collection, made) -> made.forEach(change -> other.append(collection, change)));
        other.answers.putAll(answers);
    }

    boolean isEmpty() {
        return changes.isEmpty() && answers.isEmpty();
    }

    /** What was changed: for each collection, by name, its changes in order. */
    Map<String, List<Change>> changes() {
        return changes;
    }

    /** The last change of each resource that was changed. */
    Map<ResourceKey, Change> latest() {
        return latest;
    }

    Map<KeptAnswer.Key, KeptAnswer> answers() {
        return answers;
    }
}
