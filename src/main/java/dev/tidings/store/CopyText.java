package dev.tidings.store;

import java.util.List;

/** The text format of PostgreSQL's {@code COPY}: a row a line, its columns parted by tabs. */
final class CopyText {

    private static final String NULL = "\\N";

    private CopyText() {}

    static String line(List<String> row) {
        int length = row.stream()
                .mapToInt(value -> value == null ? 2 : value.length())
                .sum();
        StringBuilder line = new StringBuilder(length + length / 8 + row.size());
        for (String value : row) {
            if (value == null) {
                line.append(NULL);
            } else {
                escape(value, line);
            }
            line.append('\t');
        }
        line.setCharAt(line.length() - 1, '\n');
        return line.toString();
    }

    private static void escape(String value, StringBuilder line) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> line.append(c);
            }
        }
    }
}
