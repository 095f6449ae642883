package dev.tidings.settings;

import java.time.Duration;

/**
 * How the server ends.
 *
 * @param delay how long it goes on after it said that it is not ready, so that load balancers notice
 * @param time over how long watchers are sent away
 */
public record DrainSettings(Duration delay, Duration time) {}
