package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection by hand, for tests that must know what happens to exactly this connection: no pool, no retry, and
 * bytes may be held back on both sides. For one thread at a time, save {@link #valve} and {@link #hangUp}.
 */
final class HttpWire implements Closeable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_BUFFER = 16 * 1024;

    /** The beginning of an answer: status and headers by lower-case name. */
    record Head(int status, Map<String, String> headers) {}

    private final Endpoint endpoint;
    private final Socket socket;
    private final Valve valve;
    private final InputStream in;
    private final OutputStream out;

    private HttpWire(Endpoint endpoint, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.socket = socket;
        this.valve = new Valve(socket.getInputStream());
        this.in = new BufferedInputStream(valve, READ_BUFFER);
        this.out = socket.getOutputStream();
    }

    static HttpWire connect(Endpoint endpoint) throws IOException {
        return connect(endpoint, 0);
    }

    /** With a receive buffer of about this many bytes; 0 is the system's own. */
    static HttpWire connect(Endpoint endpoint, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer); // only before the connect does it bound the window
            }
            socket.setTcpNoDelay(true);
            socket.connect(endpoint.address(), CONNECT_MILLIS);
            return new HttpWire(endpoint, socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    Valve valve() {
        return valve;
    }

    InputStream in() {
        return in;
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Sends a request with its body and reads the whole answer. */
    Answer exchange(String method, String target, Map<String, String> headers, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        sendHead(method, target, headers, bytes.length);
        write(bytes);
        Head head = readHead();
        String text = method.equals("HEAD") ? "" : new String(body(head).readAllBytes(), UTF_8);
        return new Answer(head.status(), head.headers(), text);
    }

    /** Sends the head of a request that announces a body of this length. */
    void sendHead(String method, String target, Map<String, String> headers, int bodyLength) throws IOException {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + endpoint.authority());
        headers.forEach(
                (name, value) -> text.append("\r\n").append(name).append(": ").append(value));
        if (bodyLength > 0) {
            text.append("\r\nContent-Length: ").append(bodyLength);
        }
        write(text.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
    }

    /** Reads the head of an answer. */
    Head readHead() throws IOException {
        String[] start = readLine().split(" ", 3);
        Map<String, String> headers = new TreeMap<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        return new Head(Integer.parseInt(start[1]), headers);
    }

    /** The body that follows a head. */
    InputStream body(Head head) {
        if (head.headers().getOrDefault("transfer-encoding", "").contains("chunked")) {
            return new BodyStream.Chunked(in);
        }
        String length = head.headers().get("content-length");
        boolean bodyless = head.status() == 204 || head.status() == 304;
        return length == null && !bodyless ? in : new BodyStream.Sized(in, bodyless ? 0 : Long.parseLong(length));
    }

    private String readLine() throws IOException {
        return BodyStream.readLine(in);
    }

    /** Ends the connection at once with a reset. */
    void hangUp() throws IOException {
        valve.open();
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits at most this long for each read; then the read fails. */
    void readTimeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Whether the peer has ended the connection, cleanly or not; waits for it while it sends. */
    boolean drainsToEnd() {
        byte[] sink = new byte[READ_BUFFER];
        try {
            while (in.read(sink) >= 0) {
                // what still comes is of no interest
            }
            return true;
        } catch (EOFException | java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        valve.open();
        socket.close();
    }
}
