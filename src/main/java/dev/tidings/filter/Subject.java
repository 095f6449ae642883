package dev.tidings.filter;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Member;
import dev.tidings.model.Resource;
import dev.tidings.model.Timestamps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource as filters see it: its document is read once, when the first filter asks, however many look at it. For one
 * thread.
 */
public final class Subject {

    private static final List<String> MANAGED = List.of("id", "revision", "createdAt", "updatedAt");

    private final Resource resource;
    /** The members that were asked for, managed ones too, and once the document was read all of that. */
    private final Map<String, JsonText> members = new HashMap<>();

    private JsonText document;
    private JsonText representation;

    private Subject(Resource resource) {
        this.resource = resource;
    }

    public static Subject of(Resource resource) {
        return new Subject(resource);
    }

    public Resource resource() {
        return resource;
    }

    /** The whole representation as a tree, of what was read for filters: to take parts from. */
    public JsonText representation() {
        if (representation == null) {
            readDocument();
            List<Member> all = new ArrayList<>();
            MANAGED.forEach(name -> all.add(Member.of(name, member(name))));
            all.addAll(document.members());
            representation = JsonText.object(all);
        }
        return representation;
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
        if (document == null) {
            document = JsonText.parse(resource.document(), JsonText.MAX_DEPTH);
            document.members().forEach(member -> members.putIfAbsent(member.name(), member.value()));
        }
    }

    private static JsonText number(long value) {
        return JsonText.parse(Long.toString(value), 0);
    }

    private static JsonText time(long epochMillis) {
        return JsonText.string(Timestamps.format(epochMillis));
    }
}
