package dev.tidings.http.rest;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Cuts a stream of bytes into lines. Pulled, not pushed: what has not been asked for yet stays here as it came, and of a
 * line that is too long no more than its number is kept. For one event loop.
 */
final class LineSplitter {

    private final int maxLength;
    private Buffer rest = Buffer.buffer();
    private int at;
    private int scanned;
    private long number = 1;
    private boolean tooLong;
    private boolean ended;

    LineSplitter(int maxLength) {
        this.maxLength = maxLength;
    }

    /**
     * A line.
     *
     * @param number from 1
     * @param bytes without the line feed; null for one that is too long
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(long number, byte[] bytes) {

        /** Whether there is nothing in it but white space. */
        boolean isBlank() {
            if (bytes == null) {
                return false;
            }
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** More of the stream. */
    void feed(Buffer part) {
        if (at > 0) {
            rest = rest.getBuffer(at, rest.length());
            scanned -= at;
            at = 0;
        }
        rest.appendBuffer(part);
    }

    /** The stream is over: what follows the last line feed is a line too. */
    void end() {
        ended = true;
    }

    /** The next line that is whole; empty where there is none yet. */
    Optional<Line> next() {
        while (scanned < rest.length() && rest.getByte(scanned) != '\n') {
            scanned++;
        }
        boolean found = scanned < rest.length();
        if (!found && !(ended && (at < scanned || tooLong))) {
            forgetTooLong();
            return Optional.empty();
        }
        boolean over = tooLong || scanned - at > maxLength;
        Line line = new Line(number++, over ? null : rest.getBytes(at, scanned));
        scanned = found ? scanned + 1 : scanned;
        at = scanned;
        tooLong = false;
        return Optional.of(line);
    }

    private void forgetTooLong() {
        if (scanned - at > maxLength) {
            tooLong = true;
            at = scanned;
        }
    }
}
