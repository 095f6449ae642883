package dev.tidings.http.watch;

import dev.tidings.feed.Frame;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.http.exchange.ChangeFrames;

/** The frames of the contract on a WebSocket: each a whole text message. */
public final class JsonFrames implements SocketFormat {

    public static final JsonFrames INSTANCE = new JsonFrames();

    private JsonFrames() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Frame encode(String collection, String epoch, ResourceEvent event) {
        return SocketFormat.frame(event, ChangeFrames.json(event), ChangeFrames.splice(event.type()));
    }

    @Override
    public String control(String epoch, ControlFrame frame) {
        return frame.json();
    }
}
