package dev.tidings.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Lines of figures under their headings. */
final class Table {

    private static final int WIDTH = 14;

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void title(String title, String... columns) {
        out.println();
        out.println(title);
        row(columns);
    }

    void row(String... cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(" ".repeat(Math.max(1, WIDTH - cell.length()))).append(cell);
        }
        out.println(line);
        out.flush();
    }

    /** A figure with this many digits behind the point. */
    static String figure(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "-";
    }
}
