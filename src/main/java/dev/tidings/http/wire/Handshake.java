package dev.tidings.http.wire;

import dev.tidings.http.exchange.Headers;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;

/** The client's side of a WebSocket's opening handshake (RFC 6455 section 4.2.1), looked at before it is answered. */
public final class Handshake {

    public static final String VERSION_HEADER = "Sec-WebSocket-Version";
    public static final String VERSION = "13";

    private static final int KEY_BYTES = 16;

    private Handshake() {}

    /** Whether the request asks for a WebSocket, be it in order or not. */
    public static boolean isAsked(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.version() != HttpVersion.HTTP_2
                && hasToken(request, "Upgrade", "websocket");
    }

    /** Refuses what is no handshake that can be answered. */
    public static void check(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_1_0 || !hasToken(request, "Connection", "upgrade")) {
            throw bad("A WebSocket begins with HTTP/1.1 and the header Connection: Upgrade.");
        }
        if (hasBody(request)) {
            throw bad("A WebSocket begins with a request that has no body.");
        }
        if (!VERSION.equals(request.getHeader(VERSION_HEADER))) {
            throw TidingsException.of(
                    Code.UPGRADE_REQUIRED, "This server speaks version " + VERSION + " of the WebSocket protocol.");
        }
        if (request.headers().getAll("Sec-WebSocket-Key").size() != 1
                || !isKey(request.getHeader("Sec-WebSocket-Key"))) {
            throw bad("Sec-WebSocket-Key is 16 bytes in Base64, once.");
        }
    }

    /** What is announced would be waited for, for as long as it does not come. */
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding")
                || (length != null && !length.trim().equals("0"));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean hasToken(HttpServerRequest request, String header, String token) {
        String value = Headers.joined(request, header);
        return value != null
                && Arrays.stream(value.split(",", -1))
                        .anyMatch(one -> one.trim().equalsIgnoreCase(token));
    }

    private static TidingsException bad(String detail) {
        return TidingsException.of(Code.BAD_REQUEST, detail);
    }
}
