package dev.tidings.feed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable message to the consumers of this node as it is: nothing is copied, nothing crosses a wire. */
record LocalCodec<T>(String name) implements MessageCodec<T, T> {

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw notOnTheWire();
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw notOnTheWire();
    }

    private IllegalStateException notOnTheWire() {
        return new IllegalStateException("messages of " + name + " stay on their node");
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public byte systemCodecID() {
        return -1; // as the interface asks of a codec that Vert.x did not bring
    }
}
