package dev.tidings.http.exchange;

import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.model.Timestamps;

/** The frames that tell of resources, as JSON text: the same ones on sockets, in streams and in pages of changes. */
public final class ChangeFrames {

    private static final String HEAD = "{\"type\":\"";

    private ChangeFrames() {}

    /** The frame that tells of this event. */
    public static String json(ResourceEvent event) {
        int content = event.resource() == null ? 0 : event.resource().length();
        StringBuilder json = new StringBuilder(content + 200);
        json.append(HEAD).append(event.type().word()).append('"');
        json.append(",\"revision\":").append(event.revision());
        if (event.time() != 0 && event.type() != FrameType.SNAPSHOT) { // which tells what is, not what happened
            json.append(",\"time\":\"").append(Timestamps.format(event.time())).append('"');
        }
        json.append(",\"id\":\"").append(event.id()).append('"'); // an id needs no escapes
        if (event.resource() != null) {
            json.append(",\"resource\":").append(event.resource());
        }
        if (event.reason() != null) {
            json.append(",\"reason\":\"").append(event.reason()).append('"');
        }
        return json.append('}').toString();
    }

    /**
     * Where a second member, with a comma in front, may be put in: behind the type. All before it is ASCII, so it counts
     * characters and bytes alike.
     */
    public static int splice(FrameType type) {
        return HEAD.length() + type.word().length() + 1;
    }
}
