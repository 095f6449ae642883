package dev.tidings.store;

import dev.tidings.model.TidingsException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A store in a process of its own which begins a write and stands still between the lock and the commit until it is told to
 * go on. Says {@code locked}, and in the end how the write ended.
 */
final class ChildWriter implements AutoCloseable {

    private final ChildJvm jvm;

    private ChildWriter(ChildJvm jvm) {
        this.jvm = jvm;
    }

    static ChildWriter start(String url, String collection, String id) throws IOException {
        return new ChildWriter(ChildJvm.start(ChildWriter.class, url, collection, id));
    }

    String line() throws IOException {
        return jvm.line();
    }

    void signal(String signal) throws IOException {
        Signals.send(signal, jvm.process().pid());
    }

    void goOn() throws IOException {
        jvm.process().getOutputStream().write('\n');
        jvm.process().getOutputStream().flush();
    }

    @Override
    public void close() {
        jvm.close();
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
