package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.List;

/** What a client takes: media types (RFC 9110 section 12.5.1) and content codings (section 12.5.3). */
public final class Accepts {

    public static final String JSON = "application/json";
    public static final String EVENTS = "text/event-stream";
    public static final String NDJSON = "application/x-ndjson";

    private Accepts() {}

    /** How much the client wants this type, 0 to 1; the most specific range that fits it says so. */
    public static double weightOf(String type, String header) {
        List<Weighted> ranges = header == null ? List.of() : Weighted.parse(header);
        if (ranges.isEmpty()) {
            return 1;
        }
        String anySubtype = type.substring(0, type.indexOf('/')) + "/*";
        for (String range : List.of(type, anySubtype, "*/*")) {
            double best = ranges.stream()
                    .filter(one -> one.value().equals(range))
                    .mapToDouble(Weighted::weight)
                    .max()
                    .orElse(-1);
            if (best >= 0) {
                return best;
            }
        }
        return 0;
    }

    /** Whether a client names the stream of events itself, and wants it no less than JSON: a wildcard is no wish for it. */
    public static boolean wantsEvents(String header) {
        if (header == null) {
            return false;
        }
        double events = weight(Weighted.parse(header), EVENTS, 0);
        return events > 0 && events >= weightOf(JSON, header);
    }

    /** Refuses a client that takes no JSON. */
    public static void requireJson(String header) {
        if (weightOf(JSON, header) == 0) {
            throw TidingsException.of(Code.NOT_ACCEPTABLE, "This is there as " + JSON + " alone.");
        }
    }

    /** Whether the answer is to be compressed; {@code header} is null where nothing was said. */
    static boolean wantsGzip(String header) {
        if (header == null) {
            return false;
        }
        List<Weighted> codings = Weighted.parse(header);
        double gzip = weight(codings, "gzip", weight(codings, "x-gzip", weight(codings, "*", 0)));
        return gzip > 0 && gzip >= weight(codings, "identity", 0);
    }

    private static double weight(List<Weighted> codings, String coding, double otherwise) {
        return codings.stream()
                .filter(one -> one.value().equals(coding))
                .mapToDouble(Weighted::weight)
                .findFirst()
                .orElse(otherwise);
    }
}
