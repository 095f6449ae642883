package dev.tidings.filter;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where to look in a resource: member names from its representation down. An array on the way or at the end stands for all
 * its elements, those of arrays in it too. The longest way is no longer than the document is deep.
 */
record Path(List<String> names) {

    Path {
        names = List.copyOf(names);
    }

    /** Whether a scalar that stands here passes the test; objects pass none. Asks no more once one did. */
    boolean anyScalar(Subject subject, Predicate<JsonText> test) {
        JsonText top = subject.member(names.get(0));
        return top != null && anyScalar(top, 1, test);
    }

    private boolean anyScalar(JsonText value, int at, Predicate<JsonText> test) {
        return switch (value.kind()) {
            case ARRAY -> {
                for (JsonText element : value.elements()) {
                    if (anyScalar(element, at, test)) {
                        yield true;
                    }
                }
                yield false;
            }
            case OBJECT -> {
                Optional<JsonText> member = at < names.size() ? value.member(names.get(at)) : Optional.empty();
                yield member.isPresent() && anyScalar(member.get(), at + 1, test);
            }
            default -> at == names.size() && test.test(value);
        };
    }

    /** Whether there is a member of this name, whatever its value. */
    boolean exists(Subject subject) {
        JsonText top = subject.member(names.get(0));
        return top != null && exists(top, 1);
    }

    private boolean exists(JsonText value, int at) {
        if (at == names.size()) {
            return true;
        }
        if (value.kind() == Kind.ARRAY) {
            for (JsonText element : value.elements()) {
                if (exists(element, at)) {
                    return true;
                }
            }
            return false;
        }
        Optional<JsonText> member = value.member(names.get(at));
        return member.isPresent() && exists(member.get(), at + 1);
    }
}
