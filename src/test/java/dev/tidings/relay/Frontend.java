package dev.tidings.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads along what a client of PostgreSQL says on one connection (PostgreSQL documentation, "Message Formats"), message by
 * message. Which statement is run it tells from Bind, since one that was prepared once is not sent again.
 */
final class Frontend {

    private static final int LENGTH = Integer.BYTES;
    private static final int PROTOCOL_3 = 3;

    /**
     * One message.
     *
     * @param bytes all of it, to be read once
     * @param runs the text of the statement that is about to be run; empty for any other message
     */
    record Message(ByteBuffer bytes, String runs) {}

    private final Map<String, String> prepared = new HashMap<>();
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean started;

    /** All messages that are whole with these bytes, in order. */
    List<Message> read(byte[] bytes) {
        rest = ByteBuffer.allocate(rest.remaining() + bytes.length)
                .put(rest)
                .put(bytes)
                .flip();
        List<Message> messages = new ArrayList<>();
        for (int size = size(); size > 0 && size <= rest.remaining(); size = size()) {
            byte[] message = new byte[size];
            rest.get(message);
            messages.add(new Message(ByteBuffer.wrap(message), runs(ByteBuffer.wrap(message))));
        }
        return messages;
    }

    /** Of the next message; 0 while that is not known. Only those before the session begins have no type. */
    private int size() {
        int type = started ? 1 : 0;
        return rest.remaining() < type + LENGTH ? 0 : type + rest.getInt(rest.position() + type);
    }

    private String runs(ByteBuffer message) {
        if (!started) {
            started = message.getInt(LENGTH) >> Short.SIZE == PROTOCOL_3;
            return "";
        }
        byte type = message.get();
        message.getInt();
        return switch (type) {
            case 'P' -> {
                prepared.put(text(message), text(message));
                yield "";
            }
            case 'B' -> {
                text(message); // the portal
                yield prepared.getOrDefault(text(message), "");
            }
            case 'Q' -> text(message);
            default -> "";
        };
    }

    private static String text(ByteBuffer message) {
        int start = message.position();
        while (message.get() != 0) {
            // on to its end
        }
        return UTF_8.decode(message.slice(start, message.position() - 1 - start))
                .toString();
    }
}
