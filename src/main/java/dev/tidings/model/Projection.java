package dev.tidings.model;

import dev.tidings.model.JsonText.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which members of a representation a reader wants: what {@code fields} says. It keeps them in the order in which the
 * source has them, each with its own text, and {@code id} and {@code revision} always. Immutable.
 *
 * <p>A path is member names with dots between them, {@code address.city}; so a name with a dot in it cannot be asked for.
 * Where a path meets an array it holds for each element that is an object, and other elements are left out. An object or
 * array on the way stays, be it empty; a scalar on the way does not.
 */
public final class Projection {

    /** What is wanted of a value: all of it, or of its members those that are named here. */
    private static final class Wanted {
        private final Map<String, Wanted> members = new HashMap<>();
        private boolean all;
    }

    private final Wanted wanted;

    private Projection(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Keeps what these paths name, all where there are none; a path with an empty name in it is a {@code BAD_REQUEST}. */
    public static Projection of(List<String> paths) {
        Wanted wanted = new Wanted();
        add("id", wanted);
        add("revision", wanted);
        paths.forEach(path -> add(path, wanted));
        wanted.all = paths.isEmpty();
        return new Projection(wanted);
    }

    private static void add(String path, Wanted root) {
        Wanted wanted = root;
        for (String name : path.split("\\.", -1)) {
            if (name.isEmpty()) {
                throw TidingsException.of(Code.BAD_REQUEST, "A field is member names with dots between them.");
            }
            wanted = wanted.members.computeIfAbsent(name, key -> new Wanted());
        }
        wanted.all = true;
    }

    /** The representation with only what is wanted. */
    public JsonText apply(JsonText representation) {
        return keep(representation, wanted).orElse(representation);
    }

    /** The text of the representation with only what is wanted. */
    public String apply(String representation) {
        return apply(JsonText.parse(representation, JsonText.MAX_DEPTH)).text();
    }

    private static Optional<JsonText> keep(JsonText value, Wanted wanted) {
        if (wanted.all) {
            return Optional.of(value);
        }
        return switch (value.kind()) {
            case OBJECT -> Optional.of(keepMembers(value, wanted));
            case ARRAY -> Optional.of(keepElements(value, wanted));
            default -> Optional.empty();
        };
    }

    private static JsonText keepMembers(JsonText object, Wanted wanted) {
        List<Member> kept = new ArrayList<>();
        for (Member member : object.members()) {
            Wanted inside = wanted.members.get(member.name());
            if (inside != null) {
                keep(member.value(), inside).ifPresent(value -> kept.add(member.with(value)));
            }
        }
        return JsonText.object(kept);
    }

    private static JsonText keepElements(JsonText array, Wanted wanted) {
        List<JsonText> kept = new ArrayList<>();
        for (JsonText element : array.elements()) {
            if (element.kind() == JsonText.Kind.OBJECT) {
                kept.add(keepMembers(element, wanted));
            }
        }
        return JsonText.array(kept);
    }
}
