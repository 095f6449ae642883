package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.Names;
import dev.tidings.model.TidingsException;
import dev.tidings.model.TidingsException.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What of a JSON object is its client's own, and what the server manages. Names are compared decoded. */
final class OwnMembers {

    private static final Set<String> MANAGED = Set.of("id", "revision", "createdAt", "updatedAt");

    private OwnMembers() {}

    /** The object without the members that the server manages. */
    static JsonText of(JsonText object) {
        List<JsonText.Member> own = object.members().stream()
                .filter(member -> !MANAGED.contains(member.name()))
                .toList();
        return own.size() == object.members().size() ? object : JsonText.object(own);
    }

    /** The id that a body names; empty where it names none, or one that is no id. */
    static Optional<String> usableId(JsonText body) {
        return body.member("id")
                .filter(value -> value.kind() == JsonText.Kind.STRING)
                .map(JsonText::string)
                .filter(Names::isId);
    }

    /** The id that a body names; empty where it names none. One that is no id is {@code INVALID}. */
    static Optional<String> id(JsonText body) {
        Optional<String> id = usableId(body);
        if (id.isEmpty() && body.member("id").isPresent()) {
            throw invalid("An id is a string of 1 to 128 of A-Z a-z 0-9 . _ ~ - and neither . nor ..");
        }
        return id;
    }

    /** Refuses a body that names another id than its path. */
    static void requireId(JsonText body, String expected) {
        if (!id(body).orElse(expected).equals(expected)) {
            throw contradiction();
        }
    }

    /** Refuses an object that names another id, or none. */
    static void requireSameId(JsonText object, String expected) {
        if (!id(object).orElseThrow(OwnMembers::contradiction).equals(expected)) {
            throw contradiction();
        }
    }

    /** Refuses names that are kept for later. */
    static void refuseReserved(JsonText object) {
        List<Fault> faults = object.members().stream()
                .filter(member -> member.name().startsWith("$"))
                .map(member -> new Fault(
                        "/" + member.name().replace("~", "~0").replace("/", "~1"),
                        "Member names that begin with $ are kept for later."))
                .toList();
        if (!faults.isEmpty()) {
            throw TidingsException.of(Code.INVALID, "The resource has members with names that are kept.", faults);
        }
    }

    private static TidingsException contradiction() {
        return invalid("The id must be the one in the path.");
    }

    private static TidingsException invalid(String detail) {
        return TidingsException.of(Code.INVALID, detail, List.of(new Fault("/id", detail)));
    }
}
