package dev.tidings.filter;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Member;
import dev.tidings.model.Resource;
import dev.tidings.model.Timestamps;
import java.util.HashMap;
import java.util.Map;

/**
 * A resource as filters see it: its document is read once, when the first filter asks, however many look at it. For one
 * thread.
 */
public final class Subject {

    private final Resource resource;
    /** The members that were asked for, managed ones too, and once the document was read all of that. */
    private final Map<String, JsonText> members = new HashMap<>();

    private boolean read;

    private Subject(Resource resource) {
        this.resource = resource;
    }

    public static Subject of(Resource resource) {
        return new Subject(resource);
    }

    public Resource resource() {
        return resource;
    }

    /** A member of the representation by its name, those that the server manages included; null where there is none. */
    JsonText member(String name) {
        return switch (name) {
            case "id" -> members.computeIfAbsent(name, id -> JsonText.string(resource.id()));
            case "revision" -> members.computeIfAbsent(name, key -> number(resource.revision()));
            case "createdAt" -> members.computeIfAbsent(name, key -> time(resource.createdAt()));
            case "updatedAt" -> members.computeIfAbsent(name, key -> time(resource.updatedAt()));
            default -> {
                readDocument();
                yield members.get(name);
            }
        };
    }

    private void readDocument() {
        if (!read) {
            read = true;
            for (Member member :
                    JsonText.parse(resource.document(), JsonText.MAX_DEPTH).members()) {
                members.putIfAbsent(member.name(), member.value());
            }
        }
    }

    private static JsonText number(long value) {
        return JsonText.parse(Long.toString(value), 0);
    }

    private static JsonText time(long epochMillis) {
        return JsonText.string(Timestamps.format(epochMillis));
    }
}
