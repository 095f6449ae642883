package dev.tidings.proof;

import static org.awaitility.Awaitility.await;

import dev.tidings.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real nginx with the project's own configuration, on a port and in a directory of its own. Only addresses, paths
 * and one time are replaced.
 */
final class NginxProcess implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("conf/nginx/nginx.conf");
    private static final Duration SOON = Duration.ofSeconds(20);

    /** How long a reader waits for the answer to somebody else's request: shorter than as it is set up, to test it sooner. */
    static final Duration PATIENCE = Duration.ofSeconds(11);

    private final Path directory;
    private final Endpoint endpoint = Endpoint.local(FreePort.pick());
    private final Process process;

    private NginxProcess(Tool nginx, Path directory, Endpoint server) throws IOException {
        this.directory = Files.createDirectories(directory.toAbsolutePath());
        Path file = Files.writeString(directory.resolve("nginx.conf"), configuration(server));
        // its workers are nobody else than the test, whose directories nobody else may enter
        String user = System.getProperty("user.name").equals("root") ? " user root;" : "";
        process = new ProcessBuilder(
                        List.of(nginx.program().toString(), "-c", file.toString(), "-g", "daemon off;" + user))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
    }

    static NginxProcess before(Endpoint server, Tool nginx, Path directory) throws IOException {
        NginxProcess started = new NginxProcess(nginx, directory, server);
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(started::answers);
        return started;
    }

    private String configuration(Endpoint server) throws IOException {
        String text = replaced(Files.readString(CONFIGURATION), "/tmp/", directory + "/");
        text = replaced(text, "listen 8080;", "listen " + endpoint.authority() + ";");
        text = replaced(text, "server tidings-1:8080 ", "server " + server.authority() + " ");
        text = replaced(text, "server tidings-2:8080 max_fails=0;", "");
        text = replaced(text, "server tidings-3:8080 max_fails=0;", "");
        text = replaced(text, "lock_timeout 20s;", "lock_timeout " + PATIENCE.toSeconds() + "s;");
        return replaced(text, "/dev/stdout", accessLog().toString());
    }

    private static String replaced(String text, String part, String by) {
        if (!text.contains(part)) {
            throw new AssertionError("there is no \"" + part + "\" in " + CONFIGURATION);
        }
        return text.replace(part, by);
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("nginx ended:\n" + log());
        }
        try (HttpWire wire = HttpWire.connect(endpoint)) {
            return wire.exchange("GET", "/health/ready", Map.of(), "").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** How many requests for this path went on to the server so far; each is logged once it is answered. */
    long passedOn(String path) throws IOException {
        try (var lines = Files.lines(accessLog())) {
            return lines.filter(line -> line.contains(" GET " + path + " "))
                    .filter(line -> !line.endsWith(" to=-"))
                    .count();
        }
    }

    /** What it warned of. */
    String log() {
        try {
            return Files.readString(directory.resolve("nginx.log"));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }

    private Path accessLog() {
        return directory.resolve("access.log");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
