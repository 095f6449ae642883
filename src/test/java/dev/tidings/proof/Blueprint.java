package dev.tidings.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
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
 */
public record Blueprint(
        int nodes,
        Path directory,
        IntFunction<String> secrets,
        List<String> jvm,
        List<String> settings,
        OptionalLong disturbance) {

    /** Nodes of the real jar, as a test wants them, which all know the same secret. */
    public static Blueprint of(int nodes, Path directory) {
        return new Blueprint(
                nodes,
                directory,
                node -> "a secret of all",
                ServerProcess.SHORT_LIVED,
                List.of(),
                OptionalLong.empty());
    }

    Blueprint withSecrets(IntFunction<String> each) {
        return new Blueprint(nodes, directory, each, jvm, settings, disturbance);
    }

    public Blueprint withJvm(List<String> options) {
        return new Blueprint(nodes, directory, secrets, options, settings, disturbance);
    }

    Blueprint with(String... more) {
        return new Blueprint(nodes, directory, secrets, jvm, List.of(more), disturbance);
    }

    Blueprint disturbed(long seed) {
        return new Blueprint(nodes, directory, secrets, jvm, settings, OptionalLong.of(seed));
    }
}
