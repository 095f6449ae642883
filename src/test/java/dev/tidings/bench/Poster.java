package dev.tidings.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Consumer;

/** A writer with a connection that it keeps: one POST after the other, each when it is told to. */
final class Poster extends Peer {

    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final String LENGTH = "content-length:";

    private final String head;
    private final Consumer<Poster> idle;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private long sentAt;
    private long latency = -1;

    /** @param idle called when the connection is there, and after each answer */
    Poster(Loop loop, String collection, Consumer<Poster> idle) {
        super(loop);
        this.head = "POST /v1/" + collection + " HTTP/1.1\r\nHost: "
                + loop.server().authority() + "\r\nContent-Type: application/json\r\nContent-Length: ";
        this.idle = idle;
    }

    /** The time from the last request to its answer, in nanoseconds; -1 before the first. */
    long latency() {
        return latency;
    }

    void post(String body) throws IOException {
        sentAt = System.nanoTime();
        String request = head + body.length() + "\r\n\r\n" + body;
        send(ByteBuffer.wrap(request.getBytes(US_ASCII)));
    }

    @Override
    void connected() {
        loop.established();
        idle.accept(this);
    }

    @Override
    void received(ByteBuffer data) {
        answer.put(data);
        if (isWhole()) {
            latency = System.nanoTime() - sentAt;
            answer.clear();
            idle.accept(this);
        }
    }

    private boolean isWhole() {
        String text = new String(answer.array(), 0, answer.position(), ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        String headers = text.substring(0, end).toLowerCase(Locale.ROOT);
        if (!headers.startsWith("http/1.1 201")) {
            throw new IllegalStateException("a write was answered with " + text);
        }
        int at = headers.indexOf(LENGTH);
        int lineEnd = headers.indexOf('\r', at);
        String length = headers.substring(at + LENGTH.length(), lineEnd < 0 ? end : lineEnd);
        return text.length() == end + 4 + Integer.parseInt(length.strip());
    }

    @Override
    void ended() {
        throw new IllegalStateException("the server ended a writer's connection");
    }
}
