package dev.tidings.store;

import java.time.Duration;

/**
 * The bounds of one query.
 *
 * @param time how long a list may take; what takes longer is {@code UNAVAILABLE}
 * @param rows how many resources are looked at for a page that is filtered and by id; what was found by then is a shorter
 *     page with a next
 */
public record QueryLimits(Duration time, int rows) {

    public static final QueryLimits DEFAULT = new QueryLimits(Duration.ofSeconds(10), 50_000);
}
