package dev.tidings.settings;

/**
 * The port of its own that health and metrics are moved to.
 *
 * @param port 0 for any free one
 */
public record ManagementSettings(String host, int port) {}
