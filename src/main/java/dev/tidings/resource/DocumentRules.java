package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import java.nio.charset.StandardCharsets;

/** What every document of a collection has to keep to, however it was made. */
final class DocumentRules {

    private final int maxBytes;
    private final Schemas schemas;

    DocumentRules(int maxBytes, Schemas schemas) {
        this.maxBytes = maxBytes;
        this.schemas = schemas;
    }

    /**
     * Checks a client's own members.
     *
     * @return their text, as the store keeps it
     * @throws TidingsException {@code INVALID} or {@code TOO_LARGE}
     */
    String check(String collection, JsonText own) {
        OwnMembers.refuseReserved(own);
        if (own.length() > maxBytes || isTooLarge(own.text())) {
            throw TidingsException.of(Code.TOO_LARGE, "The resource would be larger than " + maxBytes + " bytes.");
        }
        schemas.check(collection, own);
        return own.text();
    }

    private boolean isTooLarge(String text) {
        boolean certainlySmall = text.length() <= maxBytes / 3; // a UTF-16 unit is at most three bytes
        return !certainlySmall && text.getBytes(StandardCharsets.UTF_8).length > maxBytes;
    }
}
