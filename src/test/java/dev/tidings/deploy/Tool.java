package dev.tidings.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of the system that a test needs; where it is not installed the test is skipped, and a line says so. */
public final class Tool {

    private static final long PATIENCE_SECONDS = 60;

    private final Path program;

    private Tool(Path program) {
        this.program = program;
    }

    /** The program of this name; else the running test is skipped, with a line on its output. */
    public static Tool orSkip(String name) {
        Path found = folders()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (found == null) {
            System.out.println("SKIPPED: " + name + " is not installed, so what it would check is not checked");
        }
        Assumptions.assumeTrue(found != null, () -> name + " is not installed");
        return new Tool(found);
    }

    /** Those of the path, and where Debian keeps servers, which the path of a plain user lacks. */
    private static Stream<Path> folders() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(Path::of);
    }

    public Path program() {
        return program;
    }

    /** Runs it to its end; its output and error output together. Fails where it does not end with 0. */
    public String run(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " says:\n" + output);
        }
        return output;
    }
}
