package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.JsonText.Member;
import dev.tidings.model.TidingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A JSON value while a patch changes it. A container is opened, once, when a pointer first leads into it; from then on a
 * member is found, put and removed in constant time. What was never opened stays the text that it was.
 *
 * <p>Whoever changes a container tells all those around it by {@link #grow}, or their text is old.
 */
final class Draft {

    private record Named(String nameText, Draft value) {}

    private static final String END = "-";
    /** No index with more digits can be within an array. */
    private static final int MAX_DIGITS = 9;

    private final Work work;
    /** The value as text; null while it has changed since it was last asked for. */
    private JsonText json;

    private long length;
    /** The members of an object that is open. */
    private Map<String, Named> members;
    /** The elements of an array that is open. */
    private List<Draft> elements;

    Draft(JsonText json, Work work) {
        this.json = json;
        this.length = json.length();
        this.work = work;
    }

    long length() {
        return length;
    }

    /** It is this much longer now, being or having within it a container that was changed. */
    void grow(long characters) {
        length += characters;
        json = null;
    }

    JsonText json() {
        if (json == null) {
            json = members == null ? printElements() : printMembers();
        }
        return json;
    }

    private JsonText printMembers() {
        work.spend(members.size());
        List<Member> parts = new ArrayList<>(members.size());
        members.forEach((name, member) -> parts.add(new Member(member.nameText, name, member.value.json())));
        return JsonText.object(parts);
    }

    private JsonText printElements() {
        work.spend(elements.size());
        List<JsonText> parts = new ArrayList<>(elements.size());
        elements.forEach(element -> parts.add(element.json()));
        return JsonText.array(parts);
    }

    /** The part that this step of a pointer leads to; none in a scalar. */
    Optional<Draft> child(String token) {
        open();
        if (members != null) {
            return Optional.ofNullable(members.get(token)).map(Named::value);
        }
        OptionalInt index = elements == null ? OptionalInt.empty() : index(token, elements.size());
        return index.isPresent() ? Optional.of(elements.get(index.getAsInt())) : Optional.empty();
    }

    /**
     * Puts a part there: in an object in the place of one of the same name, in an array before the one there.
     *
     * @return how much longer it has to {@link #grow}
     */
    long add(String token, JsonText value) {
        open();
        if (members != null) {
            Named old = members.get(token);
            return old == null ? append(token, value) : replace(token, old, value);
        }
        if (elements == null) {
            throw invalid("only objects and arrays can be added to");
        }
        int size = elements.size();
        int place = token.equals(END)
                ? size
                : index(token, size + 1).orElseThrow(() -> invalid("the array has no such place"));
        work.spendCheap(size - place);
        elements.add(place, new Draft(value, work));
        return value.length() + comma(size);
    }

    private long append(String name, JsonText value) {
        String nameText = Member.of(name, value).nameText();
        long comma = comma(members.size());
        members.put(name, new Named(nameText, new Draft(value, work)));
        return nameText.length() + 1 + value.length() + comma;
    }

    private long replace(String name, Named old, JsonText value) {
        members.put(name, new Named(old.nameText, new Draft(value, work)));
        return value.length() - old.value.length;
    }

    /** Puts another part in the place of one; as {@link #add} tells how much to grow. */
    long replace(String token, JsonText value) {
        Draft old = child(token).orElseThrow(Draft::nothingThere);
        if (members != null) {
            return replace(token, members.get(token), value);
        }
        elements.set(Integer.parseInt(token), new Draft(value, work));
        return value.length() - old.length;
    }

    /** Takes a part out; as {@link #add} tells how much to grow, which is less than nothing. */
    long remove(String token) {
        Draft old = child(token).orElseThrow(Draft::nothingThere);
        if (members != null) {
            String nameText = members.remove(token).nameText;
            return -(nameText.length() + 1 + old.length + comma(members.size()));
        }
        int place = Integer.parseInt(token);
        elements.remove(place);
        work.spendCheap(elements.size() - place);
        return -(old.length + comma(elements.size()));
    }

    private static long comma(int others) {
        return others > 0 ? 1 : 0;
    }

    private void open() {
        if (members != null || elements != null) {
            return;
        }
        if (json.kind() == Kind.OBJECT) {
            work.spend(json.members().size());
            members = new LinkedHashMap<>();
            json.members().forEach(m -> members.put(m.name(), new Named(m.nameText(), new Draft(m.value(), work))));
        } else if (json.kind() == Kind.ARRAY) {
            work.spend(json.elements().size());
            elements = new ArrayList<>(json.elements().size() + 1);
            json.elements().forEach(element -> elements.add(new Draft(element, work)));
        }
    }

    /** The index that the token tells by RFC 6901 section 4, without leading zeros, where it is below the bound. */
    private static OptionalInt index(String token, int bound) {
        boolean digits = !token.isEmpty() && token.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean zeros = token.length() > 1 && token.charAt(0) == '0';
        if (!digits || zeros || token.length() > MAX_DIGITS) {
            return OptionalInt.empty();
        }
        int index = Integer.parseInt(token);
        return index < bound ? OptionalInt.of(index) : OptionalInt.empty();
    }

    static TidingsException nothingThere() {
        return invalid("there is nothing at this place");
    }

    private static TidingsException invalid(String what) {
        return TidingsException.of(Code.INVALID, what);
    }
}
