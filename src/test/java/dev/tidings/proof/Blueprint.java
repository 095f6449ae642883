package dev.tidings.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What a cluster of processes is to be like.
 *
 * @param directory of the nodes' files
 * @param secrets what each node signs its messages with, by its number
 * @param jvm options of their JVMs
 * @param settings further settings of each
 * @param disturbance the seed by which nodes of the tests' own repeat and reorder what they tell each other, over ports that
 *     can be cut; empty for nodes of the real jar
 * @param traits what else is to be out of the ordinary
 */
public record Blueprint(
        int nodes,
        Path directory,
        IntFunction<String> secrets,
        List<String> jvm,
        List<String> settings,
        OptionalLong disturbance,
        Set<Trait> traits) {

    enum Trait {
        /** They are told no members but one name, which leads to the addresses of all. */
        FOUND_BY_NAME,
        /** No trap lies between them and PostgreSQL, which would take its share of the processor. */
        WITHOUT_TRAPS
    }

    /** Nodes of the real jar, as a test wants them, which all know the same secret. */
    public static Blueprint of(int nodes, Path directory) {
        return new Blueprint(
                nodes,
                directory,
                node -> "a secret of all",
                ServerProcess.SHORT_LIVED,
                List.of(),
                OptionalLong.empty(),
                Set.of());
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    Blueprint withSecrets(IntFunction<String> each) {
        return new Blueprint(nodes, directory, each, jvm, settings, disturbance, traits);
    }

    public Blueprint withJvm(List<String> options) {
        return new Blueprint(nodes, directory, secrets, options, settings, disturbance, traits);
    }

    Blueprint with(String... more) {
        return new Blueprint(nodes, directory, secrets, jvm, List.of(more), disturbance, traits);
    }

    Blueprint disturbed(long seed) {
        return new Blueprint(nodes, directory, secrets, jvm, settings, OptionalLong.of(seed), traits);
    }

    Blueprint foundByName() {
        return new Blueprint(nodes, directory, secrets, jvm, settings, disturbance, Set.of(Trait.FOUND_BY_NAME));
    }

    public Blueprint withoutTraps() {
        return new Blueprint(nodes, directory, secrets, jvm, settings, disturbance, Set.of(Trait.WITHOUT_TRAPS));
    }
}
