package dev.tidings;

import dev.tidings.store.CopyListener;
import dev.tidings.store.CopyPart;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Shows how a copy gets on: on a terminal as one line that is written over, else by a line now and then. */
final class CopyProgress implements CopyListener {

    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final int ROWS_BETWEEN_LOOKS = 64; // at the clock

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long started;
    private long shown;
    private long total;
    private long done;
    private CopyPart part;

    /**
     * A progress that begins now.
     *
     * @param nanos a clock
     */
    CopyProgress(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.started = nanos.getAsLong();
        this.shown = started;
    }

    @Override
    public void total(long rows) {
        total = rows;
    }

    @Override
    public void begins(CopyPart next) {
        part = next;
    }

    @Override
    public void row() {
        done++;
        if (done % ROWS_BETWEEN_LOOKS == 0) {
            long now = nanos.getAsLong();
            if (now - shown >= (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
                shown = now;
                show(now);
            }
        }
        if (done == total && terminal) {
            show(nanos.getAsLong());
            out.println();
        }
    }

    private void show(long now) {
        String line = ProgressLine.of(part.words(), done, total, Duration.ofNanos(now - started));
        if (terminal) {
            out.print("\r" + line);
            out.flush();
        } else {
            out.println(line.strip());
        }
    }
}
