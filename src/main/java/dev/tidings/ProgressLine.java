package dev.tidings;

import java.time.Duration;
import java.util.Locale;

/** A line that says how far something has come. Always as long, so that one covers the one before on a terminal. */
final class ProgressLine {

    private static final int BAR = 10;
    /** A line that reaches the edge of a terminal goes on in the next one, and is then never written over. */
    private static final int WIDTH = 79;

    private ProgressLine() {}

    static String of(String what, long done, long total, Duration taken) {
        double share = total == 0 ? 1 : Math.min(1.0, (double) done / total);
        int full = (int) (share * BAR);
        double seconds = Math.max(1e-3, taken.toMillis() / 1e3);
        long rate = Math.round(done / seconds);
        String left = done == 0 ? "" : time(Math.round((total - done) * seconds / done)) + " left";
        String line = String.format(
                Locale.ROOT,
                "%-16s [%s%s] %3d %% %,d rows %,d/s %s",
                what,
                "#".repeat(full),
                ".".repeat(BAR - full),
                (int) (share * 100),
                done,
                rate,
                left);
        return String.format(Locale.ROOT, "%-" + WIDTH + "." + WIDTH + "s", line);
    }

    private static String time(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
