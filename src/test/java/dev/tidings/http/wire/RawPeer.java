package dev.tidings.http.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A client that speaks bytes over a plain TCP socket, so that it can do everything that a well-behaved one would not. Reads
 * block for at most some seconds.
 */
public final class RawPeer implements AutoCloseable {

    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final int TIMEOUT = 10_000;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    /** A frame as the server sent it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Received(int opcode, boolean last, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        }

        public String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    private RawPeer(int port, int receiveBuffer) {
        try {
            socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1024));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RawPeer connect(int port) {
        return new RawPeer(port, 0);
    }

    /** One whose kernel takes little, so that the server soon feels that nobody reads. */
    public static RawPeer connectNarrow(int port) {
        return new RawPeer(port, 4096);
    }

    /** Upgrades and expects that to work. */
    public RawPeer upgrade(String target, String... headers) {
        String head = handshake(target, headers);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IllegalStateException(head);
        }
        return this;
    }

    /** Asks for an upgrade and returns the head of the answer. */
    public String handshake(String target, String... headers) {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + String.join("", headers) + "\r\n");
        return readHead();
    }

    /** Reads up to the empty line. */
    public String readHead() {
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.toString();
    }

    public void send(String ascii) {
        send(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void sendText(String text) {
        sendFrame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendFrame(int opcode, boolean last, byte[] payload) {
        send(frame((last ? 0x80 : 0) | opcode, true, payload));
    }

    /** The bytes of a frame with this first byte, in the shortest form. */
    public static byte[] frame(int first, boolean masked, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (payload.length <= 125) {
            out.write(mask | payload.length);
        } else if (payload.length <= 0xFFFF) {
            out.write(mask | 126);
            out.write(payload.length >>> 8);
            out.write(payload.length);
        } else {
            out.write(mask | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >>> shift));
            }
        }
        if (masked) {
            out.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            out.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
        }
        return out.toByteArray();
    }

    /** The next frame of the server; empty at the end of the stream. */
    public Optional<Received> next() {
        try {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            int second = in.readUnsignedByte();
            long length = second & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            return Optional.of(new Received(first & 0x0F, (first & 0x80) != 0, payload));
        } catch (EOFException | SocketException gone) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Received take() {
        return next().orElseThrow(() -> new IllegalStateException("the stream has ended"));
    }

    /** The next frame with this opcode; others are passed over. */
    public Received take(int opcode) {
        Received frame = take();
        while (frame.opcode() != opcode) {
            frame = take();
        }
        return frame;
    }

    public int read() {
        try {
            return in.read();
        } catch (SocketException gone) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends at once, with a reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
