package dev.tidings.bench;

import static dev.tidings.bench.Table.figure;

import dev.tidings.proof.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Watchers with a filter each, all different: every change is written over HTTP, matches one of them and is told to that one
 * alone. So what a change costs with more watchers than before, it costs for the filters that do not match.
 */
final class FilteredWatchersBench {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int WRITERS = 8;
    private static final int VALUES = 64; // the first watchers are those that are told, however many there are
    private static final int RANGES = 1000;
    private static final int WARM_UP = 6; // times as long: else the JVM's compiling is most of the first figures
    private static final String FILLING = "x".repeat(140);

    private final Options options;
    private final Table table;

    FilteredWatchersBench(Options options, Table table) {
        this.options = options;
        this.table = table;
    }

    void run(ServerProcess server) throws IOException {
        table.title("A write that one of many filtered watchers is told", "watchers", "filters", "changes/s", "CPU us");
        int warmUp = WARM_UP * options.seconds();
        measure(server, "warm-up", VALUES, FilteredWatchersBench::equality, warmUp);
        for (int count : options.filters()) {
            show(
                    "equality",
                    count,
                    measure(server, "equality-" + count, count, FilteredWatchersBench::equality, options.seconds()));
        }
        show("range", RANGES, measure(server, "range", RANGES, FilteredWatchersBench::range, options.seconds()));
    }

    private void show(String filters, int watchers, Measured measured) {
        table.row(
                Integer.toString(watchers),
                filters,
                figure(measured.changes() / measured.interval().seconds(), 0),
                figure(measured.interval().cpuMicros() / measured.changes(), 1));
    }

    private static String equality(int i) {
        return "?filter=place==p" + i;
    }

    private static String range(int i) {
        return "?filter=price=ge=" + i + ";price=lt=" + (i + 1);
    }

    private record Measured(int changes, Interval interval) {}

    private static Measured measure(
            ServerProcess server, String collection, int watchers, IntFunction<String> filters, int seconds)
            throws IOException {
        try (Loop loop = new Loop(server.endpoint())) {
            Audience audience = new Audience(loop, collection);
            audience.join(watchers, filters);
            for (int i = 0; i < WRITERS; i++) {
                loop.connect(new Poster(loop, collection, audience::idle));
            }
            Interval interval = Interval.begin(server);
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            loop.runUntil(() -> System.nanoTime() > end, PATIENCE);
            audience.over = true;
            loop.runUntil(audience::isQuiet, PATIENCE);
            return new Measured(audience.sent, interval.end());
        }
    }

    private static final class Audience extends Crowd {
        private int sent;
        private int told;
        private boolean over;

        Audience(Loop loop, String collection) {
            super(loop, collection);
        }

        boolean isQuiet() {
            return told == sent;
        }

        void idle(Poster poster) {
            if (over) {
                return;
            }
            int value = sent++ % VALUES;
            try {
                poster.post("{\"place\":\"p%d\",\"price\":%d.5,\"filling\":\"%s\"}".formatted(value, value, FILLING));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void change(Watch watch, int number) {
            told++;
        }
    }
}
