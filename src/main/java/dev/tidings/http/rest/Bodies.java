package dev.tidings.http.rest;

import dev.tidings.http.exchange.MediaType;
import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.JsonPatch;
import dev.tidings.resource.Patch;
import java.util.List;

/** The bodies that requests have: of which types, and read as what. */
final class Bodies {

    private Bodies() {}

    /** The body's type, which must be one of these, in UTF-8 and not coded: else {@code UNSUPPORTED_MEDIA_TYPE}. */
    static String requireType(Call call, List<String> types) {
        if (call.header("Content-Encoding") != null) {
            throw TidingsException.of(Code.UNSUPPORTED_MEDIA_TYPE, "A body must have no Content-Encoding.");
        }
        return requireType(call.header("Content-Type"), types);
    }

    static String requireType(String contentType, List<String> types) {
        return MediaType.parse(contentType)
                .filter(type -> types.contains(type.name()) && type.isUtf8())
                .map(MediaType::name)
                .orElseThrow(() -> TidingsException.of(
                        Code.UNSUPPORTED_MEDIA_TYPE, "The body must be " + String.join(" or ", types) + "."));
    }

    /** Reads the object that a resource is sent as. */
    static JsonText object(byte[] utf8) {
        JsonText body = JsonText.parse(utf8, JsonText.MAX_DEPTH);
        Patch.requireObject(body);
        return body;
    }

    /** Reads a patch of this type. */
    static Patch patch(String type, byte[] utf8, int maxLength) {
        return type.equals(MediaType.JSON_PATCH)
                ? Patch.operations(JsonText.parse(utf8, JsonPatch.MAX_DEPTH), maxLength)
                : Patch.merge(JsonText.parse(utf8, JsonText.MAX_DEPTH));
    }
}
