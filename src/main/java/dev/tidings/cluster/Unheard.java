package dev.tidings.cluster;

import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Remembers the addresses that no node listens to. Vert.x keeps what it learns of an address only where somebody listens;
 * without this each commit to a collection that nobody watches would be a question to the cluster.
 *
 * <p>Each node is told of every registration, so what is remembered is forgotten as soon as somebody listens; and in any
 * case when nodes come or go, and after some seconds, since such news can be lost. Safe for any thread.
 */
final class Unheard {

    /** How long an address counts as unheard without being asked for anew, in nanoseconds. */
    static final long KEPT_NANOS = 5_000_000_000L;

    /** What is known of an address. Compared by identity: an answer to an earlier question is no answer to this one. */
    private static final class Word {
        private volatile boolean nobody; // false while the cluster is being asked
        private volatile long until;
    }

    private final ConcurrentMap<String, Word> words = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    /** Remembers by this clock of {@link System#nanoTime}'s kind. */
    Unheard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether it is known that nobody listens. */
    boolean has(String address) {
        Word word = words.get(address);
        return word != null && word.nobody && word.until - nanos.getAsLong() > 0;
    }

    /** The question who listens is about to be asked; its answer goes through what is returned. */
    Completable<List<RegistrationInfo>> asking(String address, Completable<List<RegistrationInfo>> asker) {
        Word word = new Word();
        words.put(address, word); // before the question, so that news that cross it are heard
        return (listeners, failure) -> {
            if (failure == null && listeners.isEmpty()) {
                word.until = nanos.getAsLong() + KEPT_NANOS;
                word.nobody = true;
            } else {
                words.remove(address, word);
            }
            asker.complete(listeners, failure);
        };
    }

    void clear() {
        words.clear();
    }

    /** A listener that hears what this one wants to hear, and what matters here. */
    RegistrationListener besides(RegistrationListener other) {
        return new RegistrationListener() {
            @Override
            public boolean wantsUpdatesFor(String address) {
                return words.containsKey(address) || other.wantsUpdatesFor(address);
            }

            @Override
            public void registrationsUpdated(RegistrationUpdateEvent event) {
                if (!event.registrations().isEmpty()) {
                    words.remove(event.address());
                }
                if (other.wantsUpdatesFor(event.address())) {
                    other.registrationsUpdated(event);
                }
            }

            @Override
            public void registrationsLost() {
                clear();
                other.registrationsLost();
            }
        };
    }
}
