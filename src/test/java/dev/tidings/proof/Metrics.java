package dev.tidings.proof;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The figures of one look at {@code /metrics} (Prometheus' text format), by name with its labels. */
public final class Metrics {

    private final Map<String, Double> samples;

    private Metrics(Map<String, Double> samples) {
        this.samples = samples;
    }

    /** What a server says of itself at this moment. */
    public static Metrics of(Endpoint server) throws IOException {
        try (HttpWire wire = HttpWire.connect(server)) {
            return parse(wire.exchange("GET", "/metrics", Map.of(), "").body());
        }
    }

    static Metrics parse(String text) {
        Map<String, Double> samples = new HashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
        });
        return new Metrics(samples);
    }

    /** The sum over all labels of this metric; 0 where there is none. */
    public double sum(String name) {
        return samples.entrySet().stream()
                .filter(sample -> nameOf(sample.getKey()).equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Whether there is any sample of this name. */
    public boolean has(String name) {
        return samples.keySet().stream().anyMatch(sample -> nameOf(sample).equals(name));
    }

    private static String nameOf(String sample) {
        int brace = sample.indexOf('{');
        return brace < 0 ? sample : sample.substring(0, brace);
    }
}
