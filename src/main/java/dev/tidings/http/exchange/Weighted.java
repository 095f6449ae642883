package dev.tidings.http.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One element of a header that lists what a client takes, by preference (RFC 9110 section 12.4.2).
 *
 * @param value in lower case, without parameters
 * @param weight 0 (not at all) to 1
 */
record Weighted(String value, double weight) {

    /** The elements of a header; one whose weight is none is passed over. */
    static List<Weighted> parse(String header) {
        List<Weighted> all = new ArrayList<>();
        for (String element : header.split(",", -1)) {
            List<String> parts = List.of(element.split(";", -1));
            String value = parts.isEmpty() ? "" : parts.get(0).trim().toLowerCase(Locale.ROOT);
            double weight = weight(parts);
            if (!value.isEmpty() && weight >= 0) {
                all.add(new Weighted(value, weight));
            }
        }
        return all;
    }

    private static double weight(List<String> parts) {
        for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            String parameter = part.trim().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                String q = parameter.substring(2);
                return q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(q) : -1;
            }
        }
        return 1;
    }
}
