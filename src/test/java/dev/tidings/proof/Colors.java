package dev.tidings.proof;

import dev.tidings.proof.history.Filter;
import java.util.List;
import java.util.Random;

/** The member by which watchers filter: a few values, so that each filter selects some resources and loses them again. */
final class Colors {

    private static final List<String> ALL = List.of("red", "green", "blue");

    private Colors() {}

    static String any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    static Filter filter(Random random) {
        String color = any(random);
        return new Filter(
                "color==" + color, resource -> resource.path("color").asText().equals(color));
    }
}
