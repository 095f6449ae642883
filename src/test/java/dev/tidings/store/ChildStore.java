package dev.tidings.store;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A store in a process of its own, so that it can be killed. Its first line of output is {@code open}, or what it was
 * refused with; then, for each write that was acknowledged, the collection, the id and the
 * revision with a dot.
 */
final class ChildStore implements AutoCloseable {

    private static final int WRITERS = 16;
    private static final int RESOURCES = 40;

    private final ChildJvm jvm;

    private ChildStore(ChildJvm jvm) {
        this.jvm = jvm;
    }

    /** Starts a process that opens the store and, where asked to, writes until it is killed. */
    static ChildStore start(Path database, boolean writing) throws IOException {
        return new ChildStore(ChildJvm.start(ChildStore.class, database.toString(), writing ? "write" : "hold"));
    }

    /** The next line of its output that is no log; null at the end. */
    String line() throws IOException {
        return jvm.line();
    }

    /** Kills it with no chance to tidy up. What it said before can still be read, so it is not {@link Process#destroy}. */
    void kill() {
        jvm.process().toHandle().destroyForcibly();
        jvm.process().onExit().join();
    }

    @Override
    public void close() {
        jvm.close();
    }

    public static void main(String[] args) throws IOException {
        Vertx vertx = Vertx.vertx();
        JdbcStore.open(vertx, StoreOptions.of(Path.of(args[0])))
                .onSuccess(store -> {
                    say("open");
                    for (int writer = 0; writer < WRITERS && args[1].equals("write"); writer++) {
                        write(store, writer, 0);
                    }
                })
                .onFailure(refusal -> say(refusal.getMessage()));
        int end = System.in.read(); // until the parent goes
        vertx.close().onComplete(closed -> Runtime.getRuntime().halt(Math.min(0, end)));
    }

    private static void write(JdbcStore store, int writer, int n) {
        String collection = "c" + n % 2;
        String id = "w" + writer + "-" + n % RESOURCES;
        WriteRequest.Operation operation = Stores.operation(collection, id, current -> verdict(current == null, n));
        store.write(Stores.request(operation)).onSuccess(outcome -> {
            say(collection + " " + id + " " + Stores.results(outcome).get(0).revision() + ".");
            write(store, writer, n + 1);
        });
    }

    private static Write.Verdict verdict(boolean absent, int n) {
        return !absent && n % 7 == 0 ? new Write.Remove() : new Write.Put("{\"n\":" + System.nanoTime() + "}");
    }

    private static synchronized void say(String line) {
        System.out.println("> " + line);
        System.out.flush();
    }
}
