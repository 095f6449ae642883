package dev.tidings.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A relay to PostgreSQL that does something, once, at exactly the moment that it was set for: nothing goes further on that
 * connection until it is done, and then the connection is cut. Until it is set, it passes everything on.
 */
public final class Trap implements AutoCloseable {

    /** Compared by identity: set twice for the same moment is set twice. */
    private static final class Set {
        private final Moment moment;
        private final Runnable action;

        Set(Moment moment, Runnable action) {
            this.moment = moment;
            this.action = action;
        }
    }

    private final AtomicReference<Set> set = new AtomicReference<>();
    private final Relay relay;

    /** @param server the port of the database */
    public Trap(int server) throws IOException {
        relay = new Relay(server, Ear::new);
    }

    public int port() {
        return relay.port();
    }

    /** Sets it for this moment, in place of any other. */
    public void set(Moment moment, Runnable action) {
        set.set(new Set(moment, action));
    }

    /** It waits for nothing more; what it does already it does. */
    public void unset() {
        set.set(null);
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }

    /** Listens to one connection. */
    private final class Ear implements Tap {

        private final Frontend frontend = new Frontend();
        private final StringBuilder answer = new StringBuilder();
        private Set followed;
        private int met;
        private volatile Set awaitsAnswer;

        @Override
        public void toServer(byte[] bytes, Link link) throws IOException {
            ByteArrayOutputStream passed = new ByteArrayOutputStream(bytes.length);
            WritableByteChannel passing = Channels.newChannel(passed);
            for (Frontend.Message message : frontend.read(bytes)) {
                Set due = follow(message.runs());
                if (due != null && set.compareAndSet(due, null)) {
                    if (due.moment.isBefore()) {
                        link.sendToServer(passed.toByteArray());
                        due.action.run();
                        link.close();
                        return;
                    }
                    awaitsAnswer = due;
                }
                passing.write(message.bytes());
            }
            link.sendToServer(passed.toByteArray());
        }

        /** What is due with this statement; null where nothing is. */
        private Set follow(String statement) {
            Set now = set.get();
            if (now != followed || statement.equals("BEGIN")) {
                followed = now;
                met = 0;
            }
            if (now == null || !statement.contains(now.moment.statements().get(met)) || statement.isEmpty()) {
                return null;
            }
            met++;
            boolean all = met == now.moment.statements().size();
            met = all ? 0 : met;
            return all ? now : null;
        }

        @Override
        public void toClient(byte[] bytes, Link link) throws IOException {
            Set due = awaitsAnswer;
            if (due == null) {
                link.sendToClient(bytes);
            } else if (answer.append(new String(bytes, ISO_8859_1)).indexOf(due.moment.answer()) >= 0) {
                due.action.run();
                link.close();
            }
        }
    }
}
