package dev.tidings.feed;

import dev.tidings.store.CommittedBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The event bus between nodes at its worst: it loses, repeats and reorders, and some only hint. */
final class SimBus {

    /** One node's consumer of one collection's batches. */
    static final class Registration {
        private final String collection;
        private final SimNode node;
        private final Consumer<CommittedBatch> consumer;
        private final Consumer<CommittedBatch> hint;
        private boolean over;

        Registration(
                String collection, SimNode node, Consumer<CommittedBatch> consumer, Consumer<CommittedBatch> hint) {
            this.collection = collection;
            this.node = node;
            this.consumer = consumer;
            this.hint = hint;
        }
    }

    private final VirtualTime time;
    private final List<Registration> registrations = new ArrayList<>();
    private final boolean hints;
    private boolean reliable;

    /**
     * A bus.
     *
     * @param hints whether some batches do not fit into a message
     */
    SimBus(VirtualTime time, boolean hints) {
        this.time = time;
        this.hints = hints;
    }

    /** Registers at some moment, unless its node has died by then, and tells at a later one. */
    void register(Registration registration, Runnable done) {
        time.after(time.upTo(4), () -> {
            if (!registration.over && !registration.node.isDead()) {
                registrations.add(registration);
                registration.node.later(time.upTo(4), done);
            }
        });
    }

    void unregister(Registration registration) {
        registration.over = true;
        registrations.remove(registration);
    }

    /** For once it does what a bus should. */
    void reliable() {
        reliable = true;
    }

    /** A node is dead. */
    void forget(SimNode node) {
        List.copyOf(registrations).stream().filter(it -> it.node == node).forEach(this::unregister);
    }

    void publish(CommittedBatch batch) {
        for (Registration to : List.copyOf(registrations)) {
            if (to.collection.equals(batch.collection())) {
                send(to, batch);
            }
        }
    }

    private void send(Registration to, CommittedBatch batch) {
        int fate = reliable ? 50 : time.upTo(100);
        if (fate < 4) {
            return; // lost
        }
        Consumer<CommittedBatch> consumer = hints && fate >= 60 && fate < 90 ? to.hint : to.consumer;
        deliver(to, consumer, batch, reliable ? 1 : fate < 12 ? time.upTo(60) : time.upTo(2));
        if (fate >= 95) {
            deliver(to, to.consumer, batch, time.upTo(80));
        }
    }

    private static void deliver(Registration to, Consumer<CommittedBatch> consumer, CommittedBatch batch, long delay) {
        to.node.later(delay, () -> {
            if (!to.over) {
                consumer.accept(batch);
            }
        });
    }

    int size() {
        return registrations.size();
    }
}
