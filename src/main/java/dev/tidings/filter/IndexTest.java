package dev.tidings.filter;

import dev.tidings.filter.Condition.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * A test that holds only where one of these values stands at this path.
 *
 * @param keys at least one
 */
record IndexTest(Path path, List<ValueKey> keys) {

    /** Empty where the comparison is none that a look-up can serve. */
    static Optional<IndexTest> of(Comparison comparison) {
        boolean equality = comparison.operator() == Operator.EQ || comparison.operator() == Operator.IN;
        if (!equality || comparison.literals().get(0).hasWildcard()) {
            return Optional.empty();
        }
        List<ValueKey> keys = comparison.literals().stream()
                .flatMap(literal -> ValueKey.of(literal).stream())
                .distinct()
                .toList();
        return Optional.of(new IndexTest(new Path(comparison.path()), keys));
    }
}
