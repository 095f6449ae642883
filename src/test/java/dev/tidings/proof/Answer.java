package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import java.util.Map;
import java.util.Optional;

/** An answer to a request: status, headers by lower-case name (several of one name joined with a comma), body. */
record Answer(int status, Map<String, String> headers, String body) {

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    JsonNode json() {
        return Json.read(body);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The version that its entity tag names. */
    Position version() {
        return header("etag")
                .map(tag -> tag.replace("\"", "").replace('.', ':'))
                .flatMap(Position::parse)
                .orElseThrow(() -> new AssertionError("an answer without a usable entity tag: " + this));
    }

    /** The position at which the write that this answers came into the log. */
    Position receipt() {
        return header("tidings-revision")
                .flatMap(Position::parse)
                .orElseThrow(() -> new AssertionError("an answer to a write without a receipt: " + this));
    }
}
