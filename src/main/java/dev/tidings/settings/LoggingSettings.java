package dev.tidings.settings;

/** How and how much is logged. */
public record LoggingSettings(Format format, Level level) {

    /** How a line looks. */
    public enum Format {
        /** Text on a terminal, else JSON. */
        AUTO,
        TEXT,
        JSON
    }

    /** From where on a message counts. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
