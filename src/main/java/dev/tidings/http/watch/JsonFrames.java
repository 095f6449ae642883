package dev.tidings.http.watch;

import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameFormat;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.http.exchange.ChangeFrames;
import dev.tidings.http.wire.TextFrames;

/** The frames of the contract on a WebSocket: each a whole text message, its header in front, ready to be sent as it is. */
public final class JsonFrames implements FrameFormat {

    public static final JsonFrames INSTANCE = new JsonFrames();

    private JsonFrames() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Frame encode(String collection, String epoch, ResourceEvent event) {
        byte[] wire = TextFrames.frame(ChangeFrames.json(event));
        int header = wire.length <= 127 ? 2 : wire[1] == 126 ? 4 : 10;
        return new Frame(event.revision(), event.id(), wire, header, header + ChangeFrames.splice(event.type()));
    }
}
