package dev.tidings.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A watcher over a WebSocket. It looks only at the beginning of a frame's text, so that the load stays light: by contract
 * type and revision come first.
 */
final class Watch extends Peer {

    private static final int PREFIX = 160;
    private static final int TYPE_AT = "{\"type\":\"".length();
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(US_ASCII);
    private static final int PING = 9;
    private static final int TEXT = 1;

    /** Who wants to know. */
    interface Listener {
        /** {@code subscribed} came. */
        void subscribed(Watch watch);

        /** {@code synced} came. */
        void synced(Watch watch);

        /** A change came: the how manieth of this watcher, from 0. */
        void change(Watch watch, int number) throws IOException;
    }

    private final String target;
    private final Listener listener;
    private final byte[] prefix = new byte[PREFIX];
    private int prefixLength;
    private int matched;
    private boolean upgraded;
    private final byte[] header = new byte[10];
    private int headerLength;
    private long left;
    private int opcode;
    private int changes;
    private long begin;
    private String epoch = "";

    Watch(Loop loop, String target, Listener listener) {
        super(loop);
        this.target = target;
        this.listener = listener;
    }

    /** The position to go on from: each change takes the next revision. */
    String position() {
        return epoch + ":" + (begin + changes);
    }

    /** The beginning of the frame that is being told. */
    String frameStart() {
        return new String(prefix, 0, prefixLength, US_ASCII);
    }

    @Override
    void connected() throws IOException {
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + loop.server().authority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        send(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    }

    @Override
    void received(ByteBuffer data) throws IOException {
        while (data.hasRemaining()) {
            if (!upgraded) {
                readHead(data.get());
            } else if (left > 0) {
                readPayload(data);
            } else {
                readHeader(data.get());
            }
        }
    }

    private void readHead(byte next) {
        if (prefixLength < PREFIX) {
            prefix[prefixLength++] = next;
        }
        matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
        if (matched == END_OF_HEAD.length) {
            if (!frameStart().startsWith("HTTP/1.1 101")) {
                throw new IllegalStateException("an upgrade was answered with " + frameStart());
            }
            upgraded = true;
            loop.established();
        }
    }

    private void readHeader(byte next) throws IOException {
        header[headerLength++] = next;
        int size = headerLength < 2 ? 2 : headerSize(header[1]);
        if (headerLength < size) {
            return;
        }
        headerLength = 0;
        prefixLength = 0;
        opcode = header[0] & 0x0f;
        left = switch (size) {
            case 4 -> ByteBuffer.wrap(header).getShort(2) & 0xffff;
            case 10 -> ByteBuffer.wrap(header).getLong(2);
            default -> header[1];
        };
        if (left == 0) {
            frame();
        }
    }

    private static int headerSize(byte second) {
        return second == 126 ? 4 : second == 127 ? 10 : 2;
    }

    private void readPayload(ByteBuffer data) throws IOException {
        int count = (int) Math.min(left, data.remaining());
        int copied = Math.min(count, PREFIX - prefixLength);
        data.get(prefix, prefixLength, copied);
        prefixLength += copied;
        data.position(data.position() + count - copied);
        left -= count;
        if (left == 0) {
            frame();
        }
    }

    private void frame() throws IOException {
        if (opcode == PING) {
            pong();
        } else if (opcode == TEXT) {
            text();
        }
    }

    private void pong() throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(6 + prefixLength);
        frame.put((byte) 0x8a).put((byte) (0x80 | prefixLength)).putInt(0);
        send(frame.put(prefix, 0, prefixLength).flip());
    }

    /** The first two letters tell the types apart. */
    private void text() throws IOException {
        switch (prefix[TYPE_AT]) {
            case 'c', 'u' -> listener.change(this, changes++);
            case 's' -> {
                if (prefix[TYPE_AT + 1] == 'u') {
                    subscribed();
                } else if (prefix[TYPE_AT + 1] == 'y') {
                    listener.synced(this);
                }
            }
            case 'b' -> {} // a bookmark
            default -> throw new IllegalStateException("not expected: " + frameStart());
        }
    }

    private void subscribed() {
        String frame = frameStart();
        begin = Long.parseLong(between(frame, "\"revision\":", ","));
        epoch = between(frame, "\"epoch\":\"", "\"");
        listener.subscribed(this);
    }

    /** What stands between two texts. */
    static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    @Override
    void ended() {
        throw new IllegalStateException("the server ended a watcher's connection");
    }
}
