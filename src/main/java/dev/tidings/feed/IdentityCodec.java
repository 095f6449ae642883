package dev.tidings.feed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable message to each consumer of this node as it is. It has no form for the wire. */
record IdentityCodec<T>(String name) implements MessageCodec<T, T> {

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new UnsupportedOperationException(name + " stays on its node");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException(name + " stays on its node");
    }

    @Override
    public byte systemCodecID() {
        return -1; // not one of Vert.x's own
    }
}
