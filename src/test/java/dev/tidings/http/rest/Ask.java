package dev.tidings.http.rest;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request that is put together and sent on a connection of its own. */
final class Ask {

    private final int port;
    private final String method;
    private final String target;
    private final List<String> headers = new ArrayList<>();
    private byte[] body;
    private boolean hasHost;

    Ask(int port, String method, String target) {
        this.port = port;
        this.method = method;
        this.target = target;
    }

    Ask with(String name, String value) {
        hasHost |= name.equals("Host");
        headers.add(name + ": " + value);
        return this;
    }

    Ask body(String type, byte[] bytes) {
        this.body = bytes;
        return with("Content-Type", type);
    }

    Ask body(String type, String text) {
        return body(type, text.getBytes(StandardCharsets.UTF_8));
    }

    Ask json(String text) {
        return body("application/json", text);
    }

    Reply send() {
        try (RawConnection wire = new RawConnection(port)) {
            return sendOn(wire);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Reply sendOn(RawConnection wire) throws IOException {
        return wire.send(bytes()).read(method.equals("HEAD"));
    }

    private byte[] bytes() throws IOException {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (!hasHost) {
            head.append("Host: localhost:").append(port).append("\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.write(body == null ? new byte[0] : body);
        return all.toByteArray();
    }
}
