package dev.tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real PostgreSQL server on loopback, with its data below target; durable as it must be, unless a test wants otherwise. */
public final class PostgresServer implements AutoCloseable {

    private static final Path TARGET = Path.of("target/postgres").toAbsolutePath();
    private static final BlankData BLANK = new BlankData(TARGET);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** When the server that a connection comes from read its configuration. */
    private static final String LOADED = "SELECT pg_conf_load_time()";

    private final EmbeddedPostgres server;
    private final Path data;
    private final List<String> options;
    private final String program;
    private Process restarted;

    private PostgresServer(EmbeddedPostgres server, Path data, List<String> options) throws IOException {
        this.server = server;
        this.data = data;
        this.options = options;
        this.program = ProcessHandle.of(pid()).orElseThrow().info().command().orElseThrow();
    }

    /** The one that all tests share which only need a database. */
    static PostgresServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final PostgresServer SERVER = start("fsync=on", "synchronous_commit=on");

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::end));
        }
    }

    /** Starts one with these options, each {@code name=value}. */
    public static PostgresServer start(String... options) {
        try {
            Files.createDirectories(TARGET);
            Path data = TARGET.resolve("data-" + UUID.randomUUID());
            BLANK.copyTo(data);
            EmbeddedPostgres.Builder builder =
                    BlankData.builder(TARGET, data).setServerConfig("max_connections", "100");
            for (String option : options) {
                builder.setServerConfig(
                        option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
            return new PostgresServer(builder.start(), data, List.of(options));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** A new, empty database, where text that is not said to go by code point goes by the order of a language. */
    public Database database() {
        String name = "t" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en'");
        return new Database(this, name);
    }

    /** A database of a server. */
    public record Database(PostgresServer server, String name) {

        public String url() {
            return url(server.port());
        }

        /** The same through another port. */
        public String url(int port) {
            return "postgresql://postgres:any@127.0.0.1:" + port + "/" + name;
        }

        public void execute(String sql) {
            server.execute(name, sql);
        }

        public String query(String sql) {
            return server.query(name, sql);
        }
    }

    void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    String query(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "any");
    }

    /** Ends it: {@code INT} in order and at once, {@code KILL} with no chance to tidy up. */
    public void stop(String signal) throws IOException {
        long pid = pid();
        Signals.send(signal, pid);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    /** Sends it to all its processes: {@code STOP} lets them stand still, {@code CONT} go on. */
    public void signal(String signal) throws IOException {
        ProcessHandle first = ProcessHandle.of(pid()).orElseThrow();
        for (ProcessHandle process :
                Stream.concat(Stream.of(first), first.descendants()).toList()) {
            Signals.send(signal, process.pid());
        }
    }

    /** From now on this role has to give its password, as all have to on a server that is not for tests. */
    void askForPassword(String role) throws IOException {
        Path rules = data.resolve("pg_hba.conf");
        String first = "host all " + role + " 127.0.0.1/32 scram-sha-256\n"; // the first rule that fits is taken
        Files.writeString(rules, first + Files.readString(rules));
        String before = query("postgres", LOADED);
        query("postgres", "SELECT pg_reload_conf()");
        Awaitility.await().until(() -> !query("postgres", LOADED).equals(before));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    }

    /** Starts it again on the same port and data. */
    public void startAgain() throws IOException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U")); // the server does not run as root
        }
        command.addAll(List.of(program, "-D", data.toString(), "-p", String.valueOf(port())));
        options.forEach(option -> command.addAll(List.of("-c", option)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> isAcceptedAfter(command));
    }

    /** One that was killed leaves its children behind for a moment, and until they are gone none starts. */
    private boolean isAcceptedAfter(List<String> command) throws IOException {
        if (restarted == null || !restarted.isAlive()) {
            File log = data.resolveSibling(data.getFileName() + ".log").toFile();
            restarted = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start();
        }
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException starting) {
            return false;
        }
    }

    /** Its files as they are; it must be stopped. */
    public DataFiles files() {
        return new DataFiles(data);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** At once, since nobody wants its data any more. */
    @Override
    public void close() throws IOException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            stop("QUIT");
        }
        DataFiles.delete(data);
    }

    private void end() {
        try {
            close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
