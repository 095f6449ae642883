package dev.tidings.model;

import java.util.List;
import java.util.Optional;

/**
 * JSON as its author wrote it: a tree over the source text whose parts can be moved but are never printed anew. The one
 * place that reads JSON.
 *
 * <p>Strict by RFC 8259, and beyond it refuses what the contract refuses: bytes that are not UTF-8, a byte order mark,
 * duplicate member names (compared decoded), lone surrogates (as escapes too), and more levels of nesting than allowed.
 * White space between tokens is dropped; every token keeps its text. Immutable.
 *
 * <p>A part of what was read is a range of the source and keeps the whole source in memory; what {@link #object} and
 * {@link #array} compose keeps its parts. Equality is identity: see {@link #sameValue} and {@link #text}.
 */
public final class JsonText {

    /** The levels of nesting that a resource may have, itself the first. */
    public static final int MAX_DEPTH = 64;

    public enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        NULL
    }

    /**
     * A member of an object.
     *
     * @param nameText the name as it was written, with its quotes
     * @param name the name decoded
     */
    public record Member(String nameText, String name, JsonText value) {

        /** A member with a new name, escaped where JSON wants it. */
        public static Member of(String name, JsonText value) {
            return new Member(JsonStrings.quote(name), name, value);
        }

        /** The same name, as it was written, with another value. */
        public Member with(JsonText newValue) {
            return new Member(nameText, name, newValue);
        }
    }

    private final Kind kind;
    /** What was read, and this is its range from start to end; null where this was composed of parts. */
    private final String source;

    private final int start;
    private final int end;
    /** The length of the compact text: less than the range's where white space stands between its tokens. */
    private final long length;

    private final int depth;
    private final List<Member> members;
    private final List<JsonText> elements;

    /** A scalar, as it was read. */
    JsonText(Kind kind, String source, int start, int end) {
        this.kind = kind;
        this.source = source;
        this.start = start;
        this.end = end;
        this.length = (long) end - start;
        this.depth = 0;
        this.members = null;
        this.elements = null;
    }

    /** An object where there are members, else an array: as it was read, or composed where there is no source. */
    JsonText(String source, int start, int end, long length, int depth, List<Member> members, List<JsonText> elements) {
        this.kind = members == null ? Kind.ARRAY : Kind.OBJECT;
        this.source = source;
        this.start = start;
        this.end = end;
        this.length = length;
        this.depth = depth;
        this.members = members;
        this.elements = elements;
    }

    /**
     * Reads one JSON text; what is wrong with it, and at which byte (from 0), is a {@code BAD_REQUEST}.
     *
     * @param maxDepth how many levels of arrays and objects it may have, 0 to 1,000
     */
    public static JsonText parse(byte[] utf8, int maxDepth) {
        return JsonReader.ofBytes(utf8, maxDepth).read();
    }

    /**
     * Reads one JSON text; what is wrong with it, and at which character (UTF-16 unit, from 0), is a {@code BAD_REQUEST}.
     *
     * @param maxDepth how many levels of arrays and objects it may have, 0 to 1,000
     */
    public static JsonText parse(String text, int maxDepth) {
        return JsonReader.ofText(text, maxDepth).read();
    }

    /** An object of these members, whose decoded names must differ. */
    public static JsonText object(List<Member> members) {
        List<Member> own = List.copyOf(members);
        long length = Math.max(2, own.size() + 1L); // the braces, and the commas between
        int depth = 0;
        for (Member member : own) {
            length += member.nameText.length() + 1 + member.value.length;
            depth = Math.max(depth, member.value.depth);
        }
        return new JsonText(null, 0, 0, length, depth + 1, own, null);
    }

    public static JsonText array(List<JsonText> elements) {
        List<JsonText> own = List.copyOf(elements);
        long length = Math.max(2, own.size() + 1L); // the brackets, and the commas between
        int depth = 0;
        for (JsonText element : own) {
            length += element.length;
            depth = Math.max(depth, element.depth);
        }
        return new JsonText(null, 0, 0, length, depth + 1, null, own);
    }

    /** A string value, escaped where JSON wants it; it must hold no lone surrogate, which has no place in JSON text. */
    public static JsonText string(String value) {
        String text = JsonStrings.quote(value);
        return new JsonText(Kind.STRING, text, 0, text.length());
    }

    public Kind kind() {
        return kind;
    }

    /** The compact text: the tokens as written, nothing between them. Built anew at each call. */
    public String text() {
        if (source != null && length == end - start) {
            return source.substring(start, end);
        }
        StringBuilder out = new StringBuilder(Math.toIntExact(length));
        appendTo(out);
        return out.toString();
    }

    /** Puts the compact text at the end of this; cheaper than {@link #text} where the text is part of a longer one. */
    public void appendTo(StringBuilder out) {
        if (source == null) {
            compose(out);
        } else if (length == end - start) {
            out.append(source, start, end);
        } else {
            JsonStrings.appendCompact(source, start, end, out);
        }
    }

    private void compose(StringBuilder out) {
        out.append(kind == Kind.OBJECT ? '{' : '[');
        String comma = "";
        if (kind == Kind.OBJECT) {
            for (Member member : members) {
                out.append(comma).append(member.nameText).append(':');
                member.value.appendTo(out);
                comma = ",";
            }
        } else {
            for (JsonText element : elements) {
                out.append(comma);
                element.appendTo(out);
                comma = ",";
            }
        }
        out.append(kind == Kind.OBJECT ? '}' : ']');
    }

    /** How many characters (UTF-16 units) {@link #text} has, known without building it. */
    public long length() {
        return length;
    }

    /** The members in order, of an object only. */
    public List<Member> members() {
        require(Kind.OBJECT);
        return members;
    }

    /** The elements in order, of an array only. */
    public List<JsonText> elements() {
        require(Kind.ARRAY);
        return elements;
    }

    /** The decoded value, of a string only. */
    public String string() {
        require(Kind.STRING);
        return JsonStrings.unquote(source, start, end);
    }

    /**
     * The member with this decoded name; empty where there is none or this is no object. Looks at the members one by one:
     * whoever looks up many names makes a map of {@link #members}.
     */
    public Optional<JsonText> member(String name) {
        if (kind == Kind.OBJECT) {
            for (Member member : members) {
                if (member.name.equals(name)) {
                    return Optional.of(member.value);
                }
            }
        }
        return Optional.empty();
    }

    /** How many levels of arrays and objects it has; 0 for a scalar. */
    public int depth() {
        return depth;
    }

    /** Equal as RFC 6902 section 4.6 says: numbers by exact value, strings decoded, objects whatever their order. */
    public boolean sameValue(JsonText other) {
        return this == other || JsonEquality.same(this, other);
    }

    private void require(Kind wanted) {
        if (kind != wanted) {
            throw new IllegalStateException("not of this kind: " + wanted + " asked of " + kind);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
