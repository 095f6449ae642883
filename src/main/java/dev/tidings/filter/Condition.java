package dev.tidings.filter;

import java.util.List;

/** What a filter asks of a resource, as a tree. Negation stands at the leaves alone: in {@link Operator#NE}, OUT, and EX false. */
sealed interface Condition {

    /** All of them hold. At least one. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one of them holds. At least one. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * A test of what stands at a path.
     *
     * @param path member names, from the representation down
     * @param literals what it is compared with: one, or for IN and OUT one or more
     */
    record Comparison(List<String> path, Operator operator, List<Literal> literals) implements Condition {
        public Comparison {
            path = List.copyOf(path);
            literals = List.copyOf(literals);
        }
    }
}
