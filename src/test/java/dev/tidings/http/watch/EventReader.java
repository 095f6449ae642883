package dev.tidings.http.watch;

import dev.tidings.http.wire.RawPeer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads server-sent events off a chunked answer, as they stand there. */
final class EventReader {

    private final RawPeer peer;
    private int left;

    private EventReader(RawPeer peer) {
        this.peer = peer;
    }

    /** Asks for a stream; the head of the answer is left to the caller. */
    static RawPeer ask(RawPeer peer, String target, String... headers) {
        peer.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + String.join("", headers) + "\r\n");
        return peer;
    }

    static EventReader open(RawPeer peer, String target, String... headers) {
        ask(peer, target, headers).readHead();
        return new EventReader(peer);
    }

    static EventReader behind(RawPeer peer) {
        return new EventReader(peer);
    }

    /** The next block up to its empty line, without that; empty at the end of the answer. */
    Optional<String> next() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int before = 0;
        for (int b = body(); b >= 0; b = body()) {
            if (b == '\n' && before == '\n') {
                return Optional.of(block.toString(StandardCharsets.UTF_8).strip());
            }
            block.write(b);
            before = b;
        }
        return Optional.empty();
    }

    String take() {
        return next().orElseThrow(() -> new IllegalStateException("the stream has ended"));
    }

    private int body() {
        if (left == 0) {
            String size = line();
            size = size.isEmpty() ? line() : size;
            left = size.isEmpty() ? 0 : Integer.parseInt(size, 16);
            if (left == 0) {
                return -1;
            }
        }
        left--;
        return peer.read();
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (int b = peer.read(); b >= 0 && b != '\n'; b = peer.read()) {
            line.append((char) b);
        }
        return line.toString().trim();
    }
}
