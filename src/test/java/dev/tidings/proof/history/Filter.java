package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/** A filter as the server reads it, and the same as a predicate over the representation. Equal texts are one filter. */
public record Filter(String text, Predicate<JsonNode> test) {

    boolean matches(JsonNode resource) {
        return test.test(resource);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter filter && filter.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
