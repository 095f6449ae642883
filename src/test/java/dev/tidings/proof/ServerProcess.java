package dev.tidings.proof;

import dev.tidings.store.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real jar in a process of its own, with a directory for its data and its log. It is killed with this JVM's test, not
 * with this JVM: close it. Started again it has the same port and the same data.
 */
public final class ServerProcess implements AutoCloseable {

    /** Of a JVM that lives for seconds only: to compile everything well would take longer. */
    static final List<String> SHORT_LIVED =
            List.of("-Xmx256m", "-Xmn16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 25;
    private static final String STORE = "--store.url=";

    private final Path directory;
    private final List<String> properties = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private List<String> jvmOptions = SHORT_LIVED;
    private Class<?> testMain;
    private final Endpoint endpoint = Endpoint.local(FreePort.pick());
    private volatile Process process;

    private ServerProcess(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** A server with its data in this directory; nothing runs yet. */
    public static ServerProcess in(Path directory) {
        return new ServerProcess(directory);
    }

    /** With a setting as it stands on the command line, for instance {@code --watch.heartbeat=500ms}. */
    public ServerProcess with(String... arguments) {
        settings.addAll(List.of(arguments));
        return this;
    }

    /** With these options of its JVM in place of those for one that lives for seconds only. */
    public ServerProcess withJvm(String... options) {
        jvmOptions = List.of(options);
        return this;
    }

    /** With a system property. */
    ServerProcess withProperty(String name, String value) {
        properties.add("-D" + name + "=" + value);
        return this;
    }

    /** Not the jar's main class, but this one of the tests, which takes the same arguments and starts the same server. */
    ServerProcess running(Class<?> main) {
        testMain = main;
        return this;
    }

    public ServerProcess withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it and waits until it says that it is ready. */
    public ServerProcess start() {
        launch();
        awaitReady();
        return this;
    }

    /** Starts it with its port and its store set, and waits for nothing. */
    ServerProcess launch() {
        List<String> arguments = new ArrayList<>();
        arguments.add("--http.port=" + endpoint.port());
        if (settings.stream().noneMatch(setting -> setting.startsWith(STORE))) {
            arguments.add(STORE + "sqlite:" + directory.resolve("data/tidings.db"));
        }
        arguments.addAll(settings);
        return launchWith(arguments);
    }

    /** Starts it with these arguments alone, and waits for nothing. */
    ServerProcess launchWith(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(ClassArchive.optionsFor(jar()));
        command.addAll(properties);
        command.addAll(main());
        command.addAll(arguments);
        try {
            Files.createDirectories(directory.resolve("data"));
            // its working directory is its own, so that no settings file of the project is found by chance
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TIDINGS_"));
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
            process = builder.start();
        } catch (IOException failed) {
            throw new IllegalStateException("the server cannot be started", failed);
        }
        return this;
    }

    private List<String> main() {
        if (testMain == null) {
            return List.of("-jar", jar().toString());
        }
        String tests =
                testMain.getProtectionDomain().getCodeSource().getLocation().getPath();
        return List.of("-cp", jar() + File.pathSeparator + tests, testMain.getName());
    }

    private static Path jar() {
        Path jar =
                Path.of(System.getProperty("tidings.jar", "target/tidings.jar")).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no " + jar + ": build it first");
        }
        return jar;
    }

    /** Waits until it says that it is ready. */
    void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (exitsWithin(POLL_MILLIS)) {
                throw new IllegalStateException("the server ended with " + process.exitValue() + ":\n" + log());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the server is not ready after " + START + ":\n" + log());
            }
        }
    }

    /** Whether it says at this moment that it is ready. */
    public boolean isReady() {
        return readiness() == 200;
    }

    /** The status of its readiness, 0 where it does not answer. */
    int readiness() {
        try (HttpWire wire = HttpWire.connect(endpoint)) {
            return wire.exchange("GET", "/health/ready", Map.of(), "").status();
        } catch (IOException notThere) {
            return 0;
        }
    }

    /** Ends it with SIGKILL and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Lets it stand still with SIGSTOP, as a machine that hangs. */
    void freeze() throws IOException {
        Signals.send("STOP", process.pid());
    }

    /** Lets it go on after {@link #freeze}. */
    void thaw() throws IOException {
        Signals.send("CONT", process.pid());
    }

    /** Asks it with SIGTERM to end; does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Waits until it has ended; its exit code. */
    public int awaitExit() {
        if (!exitsWithin(END.toMillis())) {
            throw new IllegalStateException("the server still runs after " + END + ":\n" + log());
        }
        return process.exitValue();
    }

    private boolean exitsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The id of its process; 0 before its first start. */
    long pid() {
        Process last = process;
        return last == null ? 0 : last.pid();
    }

    public ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    /** All that it has written to its output and error output, of all its starts. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
