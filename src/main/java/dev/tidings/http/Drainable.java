package dev.tidings.http;

import io.vertx.core.Future;
import java.time.Duration;

/** What has to let go of its peers before the node ends. */
public interface Drainable {

    /**
     * Refuses whoever comes from now on, and sends away those who are there, spread over this time.
     *
     * @return succeeds when nobody is left; by the end of the time at the latest
     */
    Future<Void> drain(Duration time);
}
