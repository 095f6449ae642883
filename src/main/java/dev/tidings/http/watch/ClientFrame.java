package dev.tidings.http.watch;

import dev.tidings.http.watch.ControlFrame.About;
import dev.tidings.model.TidingsException;

/** What a client may send on a socket. */
sealed interface ClientFrame {

    /** A ping of those who cannot send a WebSocket's own. */
    record Ping() implements ClientFrame {}

    record Authenticate(String token) implements ClientFrame {}

    /**
     * A subscription under a name.
     *
     * @param member the name as a member of the answer's frames, with a comma in front
     */
    record Subscribe(String name, String member, WatchRequest request) implements ClientFrame {

        /** What the subscription's frames are about. */
        About about() {
            return new About(request.collection(), member);
        }
    }

    record Unsubscribe(String name, String member) implements ClientFrame {

        About about() {
            return new About("", member);
        }
    }

    /**
     * A JSON object that asks for nothing that can be done.
     *
     * @param member the subscription that it named, as above; empty where it named none
     */
    record Refused(String member, TidingsException reason) implements ClientFrame {

        About about() {
            return new About("", member);
        }
    }

    /** No JSON object at all. */
    record NoObject() implements ClientFrame {}
}
