package dev.tidings.http.exchange;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer as it came over the wire.
 *
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Reply(int status, Map<String, String> headers, byte[] bytes) {

    public String header(String name) {
        return headers.get(name);
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonObject json() {
        return new JsonObject(text());
    }

    public String etag() {
        return header("etag");
    }

    /** The revision that the receipt names. */
    public long receipt() {
        String receipt = header("tidings-revision");
        return Long.parseLong(receipt.substring(receipt.indexOf(':') + 1));
    }

    /** Whether it is a problem, complete and without a word too many. */
    public boolean isProblem(int expected) {
        return status == expected
                && "application/problem+json".equals(header("content-type"))
                && json().getInteger("status") == expected
                && json().getString("type").startsWith("https://tidings.dev/problems/")
                && !json().getString("title").isBlank()
                && !json().getString("detail").isBlank()
                && !text().contains("Exception");
    }

    @Override
    public String toString() {
        return status + " " + headers + "\n" + text();
    }
}
