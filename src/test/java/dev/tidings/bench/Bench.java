package dev.tidings.bench;

import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs what the options name, each on a fresh server with a store of its own below {@code target}, on its real disk. */
public final class Bench {

    private final Options options = Options.fromSystemProperties();
    private final Table table = new Table(System.out);

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        new Bench().run();
    }

    /** One measurement on a server. */
    private interface Part {
        void run(ServerProcess server) throws IOException;
    }

    private void run() throws IOException {
        part("writes", new WriteBench(options, table)::run);
        part("fanout", new FanoutBench(options, table)::run);
        part("idle", new IdleBench(options, table)::run);
        part("resume", new ResumeBench(options, table)::run);
        part("filters", new FilteredWatchersBench(options, table)::run);
        if (options.only().contains("cluster")) {
            cluster();
        }
        if (options.only().contains("filters")) {
            new FiltersBench(options, table).run(); // in this process
        }
    }

    private void cluster() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bench-cluster");
        try {
            new ClusterBench(options, table).run(directory);
        } finally {
            delete(directory);
        }
    }

    private void part(String name, Part part) throws IOException {
        if (!options.only().contains(name)) {
            return;
        }
        Path target = Files.createDirectories(Path.of("target"));
        Path directory = Files.createTempDirectory(target, "bench-" + name);
        try (ServerProcess server = ServerProcess.in(directory)
                .withJvm(options.java().toArray(String[]::new))
                .with(options.settings().toArray(String[]::new))
                .start()) {
            part.run(server);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
