package dev.tidings.http.rest;

import java.time.Duration;

/**
 * How resources are served.
 *
 * @param maxBody bytes of a request's body, and of each line of a bulk load
 * @param stall how long a body that is sent, or an export's reader, may make no progress
 */
public record RestOptions(int maxBody, Duration stall) {

    /** What holds where the settings say nothing. */
    public static final RestOptions DEFAULT = new RestOptions(1024 * 1024, Duration.ofSeconds(30));
}
