package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/**
 * The whole promise at once, against any server: watchers of every kind come, go, resume from any frame and stop reading
 * under writers that collide; at the end each was told each change once and in order, and holds what REST lists.
 *
 * @param server where it is; its heartbeat should be short, since a watcher of one resource learns only from bookmarks how
 *     far the collection has come
 * @param seed what each of them does follows from it
 * @param sessions how often each watcher is cut off
 * @param writes how many are acknowledged at least
 */
record WatchEverything(Endpoint server, long seed, int watchers, int writers, int sessions, int writes) {

    private static final List<String> COLLECTIONS = List.of("orders", "stock");
    private static final int LONGEST_PAUSE_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** All that is wrong; empty if all is as promised. */
    List<String> run() throws Exception {
        RestClient rest = new RestClient(server);
        LogReader reader = new LogReader(rest);
        Ledger ledger = new Ledger();
        try (Watchers crowd = Watchers.start(watchers, server, COLLECTIONS, seed, sessions)) {
            Writers all = Writers.start(writers, rest, ledger, COLLECTIONS, seed, LONGEST_PAUSE_MILLIS);
            try {
                crowd.awaitSettled(PATIENCE);
                assertThat(ledger.awaitAcknowledged(writes, PATIENCE))
                        .as("writes go on")
                        .isTrue();
            } finally {
                all.stop();
            }
            crowd.awaitHeads(reader, PATIENCE);
            return new Verdict(reader).faults(COLLECTIONS, ledger, crowd.recordings());
        }
    }
}
