package dev.tidings.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection of the load. */
abstract class Peer {

    final Loop loop;
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent;

    Peer(Loop loop) {
        this.loop = loop;
    }

    final void attach(SocketChannel itsChannel, SelectionKey itsKey) {
        channel = itsChannel;
        key = itsKey;
    }

    /** The connection is there: the first bytes may be sent. */
    abstract void connected() throws IOException;

    /** What came; all of it has to be taken. */
    abstract void received(ByteBuffer data) throws IOException;

    /** The server ended the connection. */
    abstract void ended() throws IOException;

    final void ready(ByteBuffer buffer) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            connected();
        } else {
            if (key.isWritable()) {
                flush();
            }
            read(buffer);
        }
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0) {
            channel.close();
            ended();
        } else {
            received(buffer.flip());
        }
    }

    /** Sends these bytes, after what is still unsent. */
    final void send(ByteBuffer bytes) throws IOException {
        if (unsent == null) {
            channel.write(bytes);
            if (bytes.hasRemaining()) {
                unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
            return;
        }
        ByteBuffer both = ByteBuffer.allocate(unsent.remaining() + bytes.remaining());
        unsent = both.put(unsent).put(bytes).flip();
    }

    private void flush() throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            unsent = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    final void close() throws IOException {
        channel.close();
    }
}
