package dev.tidings.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A counter for each constant of an enum: its label can have no other value, and finding it is one array access. */
final class CounterTable<E extends Enum<E>> {

    private final Map<E, Counter> counters;

    CounterTable(MeterRegistry registry, String name, String help, String label, Class<E> keys) {
        counters = new EnumMap<>(keys);
        for (E key : keys.getEnumConstants()) {
            counters.put(
                    key,
                    Counter.builder(name)
                            .description(help)
                            .tag(label, word(key))
                            .register(registry));
        }
    }

    Counter of(E key) {
        return counters.get(key);
    }

    static String word(Enum<?> key) {
        return key.name().toLowerCase(Locale.ROOT);
    }
}
