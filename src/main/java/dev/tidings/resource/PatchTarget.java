package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document while a patch is applied to it. What comes of it is bounded in characters and in levels; in between it may have
 * twice as much of both and no more, since a few {@code copy}s of the whole into itself would outgrow any memory; and so is
 * the work that all steps together take.
 */
final class PatchTarget {

    /** What is done to the container in which a pointer ends; tells how much longer it made that. */
    private interface Change {
        long to(Draft container, String token);
    }

    /** How many times what the result may have a patch may have in between. */
    private static final int ROOM = 2;

    private final Work work = new Work();
    private final long maxLength;
    private final long given;
    private Draft root;

    PatchTarget(JsonText json, long maxLength) {
        this.root = new Draft(json, work);
        this.maxLength = maxLength;
        this.given = json.length();
    }

    /** What has come of it; one that was too large from the start may have shrunk. */
    JsonText result() {
        JsonText json = root.json();
        requireDepth(json.depth(), JsonText.MAX_DEPTH);
        requireLength(maxLength, given);
        return json;
    }

    /** The value there, which must be. */
    JsonText get(JsonPointer path) {
        return find(path).orElseThrow(Draft::nothingThere).json();
    }

    /** Whether this value is there. */
    boolean has(JsonPointer path, JsonText value) {
        Optional<Draft> found = find(path);
        found.ifPresent(there -> work.spendCheap(there.length())); // a short 1 equals a 1.0 with a million zeros
        return found.filter(there -> value.sameValue(there.json())).isPresent();
    }

    void add(JsonPointer path, JsonText value) {
        put(path, value, (container, token) -> container.add(token, value));
    }

    void replace(JsonPointer path, JsonText value) {
        put(path, value, (container, token) -> container.replace(token, value));
    }

    void remove(JsonPointer path) {
        if (path.isRoot()) {
            throw TidingsException.of(Code.INVALID, "the whole cannot be removed");
        }
        change(path, Draft::remove);
    }

    private void put(JsonPointer path, JsonText value, Change change) {
        if (path.isRoot()) {
            root = new Draft(value, work);
            return;
        }
        long before = root.length();
        change(path, change);
        requireDepth(path.tokens().size() + value.depth(), ROOM * JsonText.MAX_DEPTH);
        requireLength(ROOM * maxLength, before);
    }

    private static void requireDepth(int depth, int most) {
        if (depth > most) {
            throw TidingsException.of(Code.INVALID, "The result has more than " + most + " levels of nesting.");
        }
    }

    private void requireLength(long most, long before) {
        if (root.length() > most && root.length() > before) {
            throw TidingsException.of(Code.TOO_LARGE, "The result is too large.");
        }
    }

    private void change(JsonPointer path, Change change) {
        List<Draft> way = new ArrayList<>();
        Draft container = root;
        way.add(container);
        for (String token : path.tokens().subList(0, path.tokens().size() - 1)) {
            container = container.child(token).orElseThrow(Draft::nothingThere);
            way.add(container);
        }
        long longer = change.to(container, path.last());
        way.forEach(draft -> draft.grow(longer));
    }

    private Optional<Draft> find(JsonPointer path) {
        Optional<Draft> found = Optional.of(root);
        for (int i = 0; i < path.tokens().size() && found.isPresent(); i++) {
            found = found.get().child(path.tokens().get(i));
        }
        return found;
    }
}
