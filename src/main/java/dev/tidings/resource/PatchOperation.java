package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.TidingsException;

/** One operation of a JSON Patch (RFC 6902 section 4). */
sealed interface PatchOperation {

    /** Does it, or refuses: {@code CONFLICT} for a test that fails, {@code INVALID} for what cannot be done. */
    void applyTo(PatchTarget target);

    record Add(JsonPointer path, JsonText value) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.add(path, value);
        }
    }

    record Remove(JsonPointer path) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.remove(path);
        }
    }

    record Replace(JsonPointer path, JsonText value) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.replace(path, value);
        }
    }

    record Move(JsonPointer from, JsonPointer path) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            JsonText value = target.get(from);
            if (from.isAbove(path)) {
                throw TidingsException.of(Code.INVALID, "a value cannot be moved into itself");
            }
            if (!from.equals(path)) { // else taking it out and putting it back would lose its place
                target.remove(from);
                target.add(path, value);
            }
        }
    }

    record Copy(JsonPointer from, JsonPointer path) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            target.add(path, target.get(from));
        }
    }

    record Test(JsonPointer path, JsonText value) implements PatchOperation {
        @Override
        public void applyTo(PatchTarget target) {
            if (!target.has(path, value)) {
                throw TidingsException.of(Code.CONFLICT, "the test failed");
            }
        }
    }

    /** Reads one operation; what is none is a {@code BAD_REQUEST}. Members that it does not know are ignored. */
    static PatchOperation parse(JsonText json) {
        if (json.kind() != Kind.OBJECT) {
            throw refuse("it must be an object");
        }
        if (json.depth() > JsonText.MAX_DEPTH + 1) {
            throw refuse("a value has more than " + JsonText.MAX_DEPTH + " levels of nesting");
        }
        String op = string(json, "op");
        return switch (op) {
            case "add" -> new Add(pointer(json, "path"), value(json));
            case "remove" -> new Remove(pointer(json, "path"));
            case "replace" -> new Replace(pointer(json, "path"), value(json));
            case "move" -> new Move(pointer(json, "from"), pointer(json, "path"));
            case "copy" -> new Copy(pointer(json, "from"), pointer(json, "path"));
            case "test" -> new Test(pointer(json, "path"), value(json));
            default -> throw refuse("\"op\" must be add, remove, replace, move, copy or test");
        };
    }

    private static JsonText value(JsonText json) {
        return json.member("value").orElseThrow(() -> refuse("\"value\" is missing"));
    }

    private static JsonPointer pointer(JsonText json, String name) {
        return JsonPointer.parse(string(json, name));
    }

    private static String string(JsonText json, String name) {
        return json.member(name)
                .filter(value -> value.kind() == Kind.STRING)
                .map(JsonText::string)
                .orElseThrow(() -> refuse("\"" + name + "\" must be there and be a string"));
    }

    private static TidingsException refuse(String what) {
        return TidingsException.of(Code.BAD_REQUEST, what);
    }
}
