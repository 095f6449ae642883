package dev.tidings.resource;

import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.JsonText.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Merge Patch (RFC 7396) on text: what the patch does not name keeps its text and its place, what it replaces keeps
 * its place and its name as written, what it adds comes last in the patch's order.
 */
public final class MergePatch {

    private static final JsonText NOTHING = JsonText.object(List.of());

    private MergePatch() {}

    /**
     * What the target becomes. Any JSON value is a patch; one that is no object replaces the whole. The result has no more
     * levels than the deeper of the two and no more characters than both together; it takes time in proportion to that.
     */
    public static JsonText apply(JsonText target, JsonText patch) {
        if (patch.kind() != Kind.OBJECT) {
            return patch;
        }
        Map<String, Member> merged = new LinkedHashMap<>();
        if (target.kind() == Kind.OBJECT) {
            target.members().forEach(member -> merged.put(member.name(), member));
        }
        for (Member change : patch.members()) {
            if (change.value().kind() == Kind.NULL) {
                merged.remove(change.name());
            } else {
                merged.put(change.name(), merge(merged.get(change.name()), change));
            }
        }
        return JsonText.object(List.copyOf(merged.values()));
    }

    /** A new member has what the patch would make of nothing: nulls within it are not kept. */
    private static Member merge(Member old, Member change) {
        return old == null ? change.with(apply(NOTHING, change.value())) : old.with(apply(old.value(), change.value()));
    }
}
