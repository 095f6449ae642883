package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A WebSocket (RFC 6455) by hand: it sends a pong only when told to. Reading is for one thread, writing for any.
 */
final class WebSocketWire implements Closeable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Stands for a close message without a code; never sent. */
    static final int NO_CODE = 1005;

    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CONTROL = 8;

    /** One message, put together from its fragments. */
    static final class Message {
        private final int opcode;
        private final byte[] payload;

        private Message(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload;
        }

        String text() {
            return new String(payload, UTF_8);
        }

        /** The code of a close message. */
        int closeCode() {
            return payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }

        String closeReason() {
            return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, UTF_8);
        }
    }

    private final HttpWire http;
    private final DataInputStream in;

    private WebSocketWire(HttpWire http) {
        this.http = http;
        this.in = new DataInputStream(http.in());
    }

    /** Upgrades; an answer other than 101 is a {@link RefusedException}. */
    static WebSocketWire open(Endpoint endpoint, String target, int receiveBuffer) throws IOException {
        HttpWire http = HttpWire.connect(endpoint, receiveBuffer);
        try {
            upgrade(http, target);
            return new WebSocketWire(http);
        } catch (IOException failed) {
            http.close();
            throw failed;
        }
    }

    private static void upgrade(HttpWire http, String target) throws IOException {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        Map<String, String> headers = new TreeMap<>(Map.of("Connection", "Upgrade", "Upgrade", "websocket"));
        headers.put("Sec-WebSocket-Version", "13");
        headers.put("Sec-WebSocket-Key", key);
        http.sendHead("GET", target, headers, 0);
        HttpWire.Head head = http.readHead();
        if (head.status() != 101) {
            String body = new String(http.body(head).readAllBytes(), UTF_8);
            throw new RefusedException(new Answer(head.status(), head.headers(), body));
        }
        String accept = head.headers().get("sec-websocket-accept");
        if (!acceptFor(key).equals(accept)) {
            throw new IOException("the handshake's accept is not of its key: " + accept);
        }
    }

    private static String acceptFor(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SALT).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Valve valve() {
        return http.valve();
    }

    HttpWire http() {
        return http;
    }

    /** The next message, control messages between fragments too. */
    Message read() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int opcode = CONTINUATION;
        while (true) {
            int first = in.readUnsignedByte();
            byte[] payload = in.readNBytes(readLength());
            int frame = first & 0x0f;
            if (frame >= CONTROL) {
                return new Message(frame, payload);
            }
            opcode = frame == CONTINUATION ? opcode : frame;
            whole.writeBytes(payload);
            if ((first & 0x80) != 0) {
                return new Message(opcode, whole.toByteArray());
            }
        }
    }

    private int readLength() throws IOException {
        int second = in.readUnsignedByte();
        if ((second & 0x80) != 0) {
            throw new IOException("a server's frame is masked");
        }
        return switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> second;
        };
    }

    void sendText(String text) throws IOException {
        send(TEXT, text.getBytes(UTF_8));
    }

    void sendPong(byte[] payload) throws IOException {
        send(PONG, payload);
    }

    void sendClose(int code) throws IOException {
        send(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    private synchronized void send(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0); // a mask of zeros leaves the payload as it is
        frame.put(payload).flip();
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        http.write(bytes);
    }

    /** Ends the connection at once with a reset, without a close message. */
    void hangUp() throws IOException {
        http.hangUp();
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
