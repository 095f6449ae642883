package dev.tidings.model;

import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.JsonText.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads one JSON text in one pass and makes the tree over it: RFC 8259 to the letter, within a limit of nesting and
 * without duplicate names. Used once and by one thread.
 */
final class JsonReader {

    /** A limit for the limit: the reader goes down by recursion, whose stack must hold. */
    private static final int DEEPEST = 1_000;
    /** Up to so many members their names are compared one by one, which is faster than a set. */
    private static final int FEW = 8;

    private final String source;
    private final int maxDepth;
    private final JsonScanner scanner;

    private JsonReader(String source, int maxDepth, boolean fromBytes) {
        if (maxDepth < 0 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException("no limit of depth: " + maxDepth);
        }
        this.source = source;
        this.maxDepth = maxDepth;
        this.scanner = new JsonScanner(source, fromBytes);
    }

    static JsonReader ofText(String text, int maxDepth) {
        return new JsonReader(text, maxDepth, false);
    }

    static JsonReader ofBytes(byte[] utf8, int maxDepth) {
        return new JsonReader(StrictUtf8.decode(utf8), maxDepth, true);
    }

    JsonText read() {
        if (scanner.peek() == '\uFEFF') {
            throw scanner.refuse("a byte order mark is not allowed");
        }
        scanner.space();
        JsonText value = value(1);
        scanner.space();
        if (!scanner.atEnd()) {
            throw scanner.refuse("nothing may follow the value");
        }
        return value;
    }

    /** A value, from its first character; if it is a container it is at this level. */
    private JsonText value(int level) {
        return switch (scanner.peek()) {
            case '{' -> object(level);
            case '[' -> array(level);
            default -> scalar();
        };
    }

    private JsonText scalar() {
        int start = scanner.at();
        Kind kind =
                switch (scanner.peek()) {
                    case '"' -> Kind.STRING;
                    case 't' -> Kind.TRUE;
                    case 'f' -> Kind.FALSE;
                    case 'n' -> Kind.NULL;
                    case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
                    default -> throw scanner.refuse("a value was expected");
                };
        switch (kind) {
            case STRING -> scanner.string();
            case TRUE -> scanner.word("true");
            case FALSE -> scanner.word("false");
            case NULL -> scanner.word("null");
            default -> scanner.number();
        }
        return new JsonText(kind, source, start, scanner.at());
    }

    private JsonText object(int level) {
        int start = scanner.at();
        int spaces = scanner.spaces();
        boolean empty = enter(level, '}');
        List<Member> members = empty ? List.of() : new ArrayList<>();
        Set<String> names = null;
        int depth = 0;
        for (boolean more = !empty; more; more = another('}')) {
            if (members.size() == FEW) {
                names = namesOf(members);
            }
            Member member = member(members, names, level);
            depth = Math.max(depth, member.value().depth());
            members.add(member);
        }
        return new JsonText(
                source,
                start,
                scanner.at(),
                length(start, spaces),
                depth + 1,
                Collections.unmodifiableList(members),
                null);
    }

    /** The next member, which must be named otherwise than those before; their names are a set once they are many. */
    private Member member(List<Member> before, Set<String> names, int level) {
        int start = scanner.at();
        if (scanner.peek() != '"') {
            throw scanner.refuse("a member name in quotes was expected");
        }
        scanner.string();
        String nameText = source.substring(start, scanner.at());
        String name = JsonStrings.unquote(nameText, 0, nameText.length());
        if (names == null ? contains(before, name) : !names.add(name)) {
            throw scanner.refuse("this member name stands in the object twice", start);
        }
        scanner.space();
        if (scanner.peek() != ':') {
            throw scanner.refuse("a colon was expected");
        }
        scanner.step();
        scanner.space();
        return new Member(nameText, name, value(level + 1));
    }

    private JsonText array(int level) {
        int start = scanner.at();
        int spaces = scanner.spaces();
        boolean empty = enter(level, ']');
        List<JsonText> elements = empty ? List.of() : new ArrayList<>();
        int depth = 0;
        for (boolean more = !empty; more; more = another(']')) {
            JsonText element = value(level + 1);
            depth = Math.max(depth, element.depth());
            elements.add(element);
        }
        return new JsonText(
                source,
                start,
                scanner.at(),
                length(start, spaces),
                depth + 1,
                null,
                Collections.unmodifiableList(elements));
    }

    /** How long the text since the start is without white space, given how much had been passed by then. */
    private long length(int start, int spacesBefore) {
        return (long) scanner.at() - start - (scanner.spaces() - spacesBefore);
    }

    /** Goes past the opening bracket and, where the container is empty, past its end, which it tells. */
    private boolean enter(int level, char closing) {
        if (level > maxDepth) {
            throw scanner.refuse("there are more than " + maxDepth + " levels of nesting");
        }
        scanner.step();
        scanner.space();
        boolean empty = scanner.peek() == closing;
        if (empty) {
            scanner.step();
        }
        return empty;
    }

    /** Goes past the comma to the next part, or past the end of the container, and tells whether there is another. */
    private boolean another(char closing) {
        scanner.space();
        char c = scanner.peek();
        if (c != ',' && c != closing) {
            throw scanner.refuse("a comma or " + closing + " was expected");
        }
        scanner.step();
        if (c == ',') {
            scanner.space();
        }
        return c == ',';
    }

    private static boolean contains(List<Member> members, String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> namesOf(List<Member> members) {
        Set<String> names = new HashSet<>();
        members.forEach(member -> names.add(member.name()));
        return names;
    }
}
