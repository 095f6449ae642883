package dev.tidings.http.watch;

import java.util.List;
import java.util.Optional;

/** The subprotocols that sockets may agree on (RFC 6455 section 1.9), each with a format of its frames. */
final class Subprotocols {

    private static final String CLOUD_EVENTS = "cloudevents.json";

    /** All there are; of those that a client offers, its first one of these is echoed. */
    static final List<String> NAMES = List.of("tidings.v1", CLOUD_EVENTS);

    private Subprotocols() {}

    /** How the frames look where this was agreed on. */
    static SocketFormat format(Optional<String> agreed) {
        return agreed.filter(CLOUD_EVENTS::equals).isPresent() ? CloudEventsFrames.INSTANCE : JsonFrames.INSTANCE;
    }
}
