package dev.tidings.metrics;

/** How a watcher is connected. */
public enum Transport {
    WEBSOCKET,
    SSE
}
