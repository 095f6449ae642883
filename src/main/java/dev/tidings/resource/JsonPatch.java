package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.TidingsException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON Patch (RFC 6902) on text: what it does not touch keeps its text and its place, what it replaces keeps its place and
 * its name as written, a new member comes last. Immutable.
 */
public final class JsonPatch {

    /** How deep the text of a patch may be: the list and the operation stand around each value. */
    public static final int MAX_DEPTH = JsonText.MAX_DEPTH + 2;

    private final List<PatchOperation> operations;

    private JsonPatch(List<PatchOperation> operations) {
        this.operations = operations;
    }

    /**
     * Reads a patch, which was parsed to {@link #MAX_DEPTH}; what is none is a {@code BAD_REQUEST} that counts operations
     * from 0, and so is a value with more levels than a resource may have.
     */
    public static JsonPatch parse(JsonText json) {
        if (json.kind() != Kind.ARRAY) {
            throw TidingsException.of(Code.BAD_REQUEST, "A JSON Patch is an array of operations.");
        }
        List<PatchOperation> operations = new ArrayList<>();
        for (JsonText operation : json.elements()) {
            at(operations.size(), () -> operations.add(PatchOperation.parse(operation)));
        }
        return new JsonPatch(operations);
    }

    /**
     * What the target becomes: all operations in order, or none of them.
     *
     * <p>{@code CONFLICT} where a {@code test} fails, also of what is not there. {@code INVALID} where an operation cannot
     * be done, or the result would nest deeper than a resource may. {@code TOO_LARGE} where the result is longer than so many
     * characters, or where the patch as a whole takes too much work. What is in between may nest twice as deep and be twice
     * as long.
     */
    public JsonText apply(JsonText target, long maxLength) {
        PatchTarget patched = new PatchTarget(target, maxLength);
        for (int i = 0; i < operations.size(); i++) {
            PatchOperation operation = operations.get(i);
            at(i, () -> operation.applyTo(patched));
        }
        return patched.result();
    }

    private static void at(int index, Runnable step) {
        try {
            step.run();
        } catch (TidingsException refused) {
            throw TidingsException.of(refused.code(), "Operation " + index + " of the patch: " + refused.detail());
        }
    }
}
