package dev.tidings.filter;

import dev.tidings.model.JsonText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whether a scalar equals one of some literals: a look-up, however many there are. */
final class ValueSet implements Predicate<JsonText> {

    private final Set<ValueKey> keys = new HashSet<>();

    /** @param literals without wildcards */
    ValueSet(List<Literal> literals) {
        literals.forEach(literal -> keys.addAll(ValueKey.of(literal)));
    }

    @Override
    public boolean test(JsonText scalar) {
        return keys.contains(ValueKey.of(scalar));
    }
}
