package dev.tidings.model;

import dev.tidings.model.JsonText.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether two JSON texts mean the same (RFC 6902 section 4.6). Takes time in proportion to their length. */
final class JsonEquality {

    private JsonEquality() {}

    static boolean same(JsonText a, JsonText b) {
        if (a.kind() != b.kind()) {
            return false;
        }
        return switch (a.kind()) {
            case OBJECT -> sameMembers(a.members(), b.members());
            case ARRAY -> sameElements(a.elements(), b.elements());
            case STRING -> a.string().equals(b.string());
            case NUMBER -> JsonNumber.equal(a.text(), b.text());
            case TRUE, FALSE, NULL -> true;
        };
    }

    private static boolean sameElements(List<JsonText> a, List<JsonText> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).sameValue(b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(List<Member> a, List<Member> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Map<String, JsonText> others = new HashMap<>(b.size() * 2);
        b.forEach(member -> others.put(member.name(), member.value()));
        for (Member member : a) {
            JsonText other = others.get(member.name());
            if (other == null || !member.value().sameValue(other)) {
                return false;
            }
        }
        return true;
    }
}
