package dev.tidings.http.watch;

import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.http.wire.TextFrames;

/** How all frames of a socket look: those that tell of resources, and the others. */
interface SocketFormat extends FrameFormat {

    /** The text of a message. */
    String control(String epoch, ControlFrame frame);

    /**
     * A resource's frame, its header in front, ready to be sent as it is.
     *
     * @param splice behind how many bytes of the message a further member may be put in
     */
    static Frame frame(ResourceEvent event, String message, int splice) {
        byte[] wire = TextFrames.frame(message);
        int header = TextFrames.headerOf(wire);
        return new Frame(event.revision(), event.id(), wire, header, header + splice);
    }
}
