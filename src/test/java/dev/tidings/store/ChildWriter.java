package dev.tidings.store;

import dev.tidings.model.TidingsException;
import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A store in a process of its own which begins a write and stands still between the lock and the commit until it is told to
 * go on. Says {@code locked}, and in the end how the write ended.
 */
final class ChildWriter implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private ChildWriter(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildWriter start(String url, String collection, String id) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return new ChildWriter(new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        ChildWriter.class.getName(),
                        url,
                        collection,
                        id)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    String line() throws IOException {
        String line = output.readLine();
        while (line != null && !line.startsWith("> ")) {
            line = output.readLine();
        }
        return line == null ? null : line.substring(2);
    }

    void signal(String signal) throws IOException {
        Signals.send(signal, process.pid());
    }

    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] args) {
        Vertx vertx = Vertx.vertx();
        JdbcStore.open(vertx, StoreOptions.of(args[0]))
                .compose(store -> store.write(Stores.request(Stores.operation(args[1], args[2], current -> {
                    say("locked");
                    waitForParent();
                    return new Write.Put("{}");
                }))))
                .onSuccess(outcome -> say("applied"))
                .onFailure(failure -> say(
                        failure instanceof TidingsException refusal
                                ? refusal.code().name()
                                : failure.toString()));
    }

    private static void waitForParent() {
        try {
            if (System.in.read() < 0) {
                Runtime.getRuntime().halt(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String line) {
        System.out.println("> " + line);
        System.out.flush();
    }
}
