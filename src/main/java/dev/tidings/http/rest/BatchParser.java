package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.EntityTags;
import dev.tidings.http.exchange.MediaType;
import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.Names;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.JsonPatch;
import dev.tidings.resource.Patch;
import dev.tidings.resource.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the body of a batch. */
final class BatchParser {

    private static final int MAX_OPERATIONS = 1000;

    /** Around a body stand the batch, its list and the operation. */
    private static final int MAX_DEPTH = JsonPatch.MAX_DEPTH + 3;

    private static final Set<String> MEMBERS =
            Set.of("method", "collection", "id", "ifMatch", "ifNoneMatch", "body", "contentType");
    private static final List<String> JSON = List.of(Accepts.JSON);
    private static final List<String> PATCHES = List.of(MediaType.MERGE_PATCH, MediaType.JSON_PATCH, Accepts.JSON);

    private final int index;
    private final JsonText operation;
    private final int maxLength;

    private BatchParser(int index, JsonText operation, int maxLength) {
        this.index = index;
        this.operation = operation;
        this.maxLength = maxLength;
    }

    /**
     * Reads a batch.
     *
     * @param maxLength how many characters a patched resource may have
     * @throws TidingsException {@code BAD_REQUEST} or {@code UNSUPPORTED_MEDIA_TYPE}, with the operation and a pointer
     */
    static List<BatchOperation> parse(byte[] utf8, int maxLength) {
        JsonText batch = JsonText.parse(utf8, MAX_DEPTH);
        Patch.requireObject(batch);
        JsonText list = batch.member("operations")
                .filter(value -> value.kind() == Kind.ARRAY && batch.members().size() == 1)
                .orElseThrow(() -> malformed("A batch has the one member operations, a list."));
        List<JsonText> elements = list.elements();
        if (elements.isEmpty() || elements.size() > MAX_OPERATIONS) {
            throw malformed("A batch has 1 to " + MAX_OPERATIONS + " operations.");
        }
        List<BatchOperation> operations = new ArrayList<>(elements.size());
        for (JsonText element : elements) {
            operations.add(new BatchParser(operations.size(), element, maxLength).operation());
        }
        return operations;
    }

    private BatchOperation operation() {
        requireKnownMembers();
        String method = text("method");
        String collection = collection();
        if (method == null) {
            throw BatchErrors.malformed(index, "method", "The method is missing.");
        }
        return switch (method) {
            case "POST" -> new BatchOperation.Create(collection, text("id") == null ? null : id(), resource());
            case "PUT" -> new BatchOperation.Replace(collection, id(), resource(), conditions());
            case "PATCH" -> new BatchOperation.Change(collection, id(), patch(), body().length(), conditions());
            case "DELETE" -> new BatchOperation.Delete(collection, id(), conditions());
            default -> throw BatchErrors.malformed(index, "method", "The method must be POST, PUT, PATCH or DELETE.");
        };
    }

    private void requireKnownMembers() {
        if (operation.kind() != Kind.OBJECT) {
            throw BatchErrors.malformed(index, "", "An operation is an object.");
        }
        operation.members().stream()
                .map(JsonText.Member::name)
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw BatchErrors.malformed(index, name, "An operation has no such member.");
                });
    }

    private String collection() {
        String name = text("collection");
        if (name == null || !Names.isCollection(name)) {
            throw BatchErrors.malformed(index, "collection", "The name of a collection is wanted.");
        }
        return name;
    }

    private String id() {
        String id = text("id");
        if (id == null || !Names.isId(id)) {
            throw BatchErrors.malformed(index, "id", "The id of a resource is wanted.");
        }
        return id;
    }

    private Preconditions conditions() {
        String ifMatch = text("ifMatch");
        String ifNoneMatch = text("ifNoneMatch");
        conditions("ifMatch", ifMatch, null);
        return conditions("ifNoneMatch", ifMatch, ifNoneMatch);
    }

    /** Both, of which only the named member can be what is wrong. */
    private Preconditions conditions(String member, String ifMatch, String ifNoneMatch) {
        try {
            return EntityTags.conditions(ifMatch, ifNoneMatch);
        } catch (TidingsException unusable) {
            throw BatchErrors.at(index, member, unusable);
        }
    }

    private JsonText resource() {
        requireType(JSON);
        return requireResource(body());
    }

    private Patch patch() {
        String type = requireType(PATCHES);
        JsonText body = body();
        try {
            return type.equals(MediaType.JSON_PATCH)
                    ? Patch.operations(body, maxLength)
                    : Patch.merge(requireResource(body));
        } catch (TidingsException unusable) {
            throw unusable.faults().isEmpty() ? BatchErrors.at(index, "body", unusable) : unusable;
        }
    }

    private JsonText requireResource(JsonText body) {
        if (body.kind() != Kind.OBJECT) {
            throw BatchErrors.malformed(index, "body", "The body must be an object.");
        }
        if (body.depth() > JsonText.MAX_DEPTH) {
            throw BatchErrors.malformed(
                    index, "body", "The body is nested deeper than " + JsonText.MAX_DEPTH + " levels.");
        }
        return body;
    }

    private String requireType(List<String> types) {
        String type = text("contentType");
        try {
            return type == null ? Accepts.JSON : Bodies.requireType(type, types);
        } catch (TidingsException unsupported) {
            throw BatchErrors.at(index, "contentType", unsupported);
        }
    }

    private JsonText body() {
        return operation.member("body").orElseThrow(() -> BatchErrors.malformed(index, "body", "The body is missing."));
    }

    private String text(String member) {
        JsonText value = operation.member(member).orElse(null);
        if (value != null && value.kind() != Kind.STRING) {
            throw BatchErrors.malformed(index, member, "This must be a string.");
        }
        return value == null ? null : value.string();
    }

    private static TidingsException malformed(String detail) {
        return TidingsException.of(Code.BAD_REQUEST, detail);
    }
}
