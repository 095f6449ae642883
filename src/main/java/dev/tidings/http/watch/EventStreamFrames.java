package dev.tidings.http.watch;

import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.http.exchange.ChangeFrames;
import java.nio.charset.StandardCharsets;

/**
 * The frames of the contract as server-sent events. What a frame holds is compact JSON, where no line ends, so that it is
 * one {@code data} line.
 */
final class EventStreamFrames implements FrameFormat {

    static final EventStreamFrames INSTANCE = new EventStreamFrames();

    private EventStreamFrames() {}

    @Override
    public String name() {
        return "sse";
    }

    @Override
    public Frame encode(String collection, String epoch, ResourceEvent event) {
        String word = event.type().word();
        String head = "event: " + word + "\nid: " + epoch + ":" + event.revision() + "\ndata: ";
        byte[] wire = (head + ChangeFrames.json(event) + "\n\n").getBytes(StandardCharsets.UTF_8);
        int header = head.length(); // all ASCII
        return new Frame(event.revision(), event.id(), wire, header, header + ChangeFrames.splice(event.type()));
    }

    /** An event with an id to go on from. */
    static String event(String type, String epoch, long revision, String data) {
        return "event: " + type + "\nid: " + epoch + ":" + revision + "\ndata: " + data + "\n\n";
    }

    /** An event that leaves the id as it is. */
    static String event(String type, String data) {
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    /** How long a client is to wait before it connects again. */
    static String retry(long millis) {
        return "retry: " + millis + "\n\n";
    }
}
