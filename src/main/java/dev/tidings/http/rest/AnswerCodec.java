package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers as text, kept for whoever sends the same request again. */
final class AnswerCodec {

    private AnswerCodec() {}

    static String encode(Answer answer) {
        JsonObject headers = new JsonObject();
        answer.headers().forEach(headers::put);
        return new JsonObject()
                .put("status", answer.status())
                .put("headers", headers)
                .put("body", answer.body())
                .encode();
    }

    static Answer decode(String text) {
        JsonObject kept = new JsonObject(text);
        Map<String, String> headers = new LinkedHashMap<>();
        kept.getJsonObject("headers").forEach(header -> headers.put(header.getKey(), (String) header.getValue()));
        return new Answer(kept.getInteger("status"), headers, kept.getString("body"), null);
    }
}
