package dev.tidings.http;

import java.util.Locale;

/** How a client watches. */
public enum Transport {
    WEBSOCKET,
    SSE;

    /** The transport as a metric's label. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
