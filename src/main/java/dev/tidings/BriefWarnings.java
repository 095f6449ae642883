package dev.tidings;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Marker;

/**
 * Makes one line of a library's warning that comes with a stack, and lets it through once a minute for each text. Named in
 * {@code logback.xml}.
 */
public final class BriefWarnings extends TurboFilter {

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int MAX_TEXTS = 1_000;

    /** When each text was last told; the oldest ones are forgotten. */
    private static final class Told extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_TEXTS;
        }
    }

    private final Set<String> loggers = new HashSet<>();
    private final Map<String, Long> told = new Told();

    /** For the warnings of this logger too. */
    public void addOf(String logger) {
        loggers.add(logger);
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String text, Object[] values, Throwable failure) {
        if (failure == null || level != Level.WARN || !loggers.contains(logger.getName())) {
            return FilterReply.NEUTRAL;
        }
        if (isDue(text, System.nanoTime())) {
            logger.warn("{}: {} (told once a minute)", text, failure.getMessage());
        }
        return FilterReply.DENY;
    }

    private synchronized boolean isDue(String text, long now) {
        Long before = told.get(text);
        boolean due = before == null || now - before > MINUTE_NANOS;
        if (due) {
            told.put(text, now);
        }
        return due;
    }
}
