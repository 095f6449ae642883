package dev.tidings.feed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Brings parcels over the bus: to consumers of this node as they are, to other nodes as bytes.
 *
 * <p>Its name is on the wire and must stay: a node that does not know it drops the message. Decoding never throws, since
 * whoever reaches the bus's port could send anything.
 */
record ParcelCodec(BatchFormat format) implements MessageCodec<Parcel, Heard> {

    @Override
    public Heard transform(Parcel parcel) {
        return new Heard.Changes(parcel.batch());
    }

    @Override
    public void encodeToWire(Buffer buffer, Parcel parcel) {
        buffer.appendBytes(parcel.wire(format));
    }

    @Override
    public Heard decodeFromWire(int position, Buffer buffer) {
        return format.read(buffer.getBytes(position, buffer.length())); // the body is what the message ends with
    }

    @Override
    public String name() {
        return "committed-batch";
    }

    @Override
    public byte systemCodecID() {
        return -1; // not one of Vert.x's own
    }
}
