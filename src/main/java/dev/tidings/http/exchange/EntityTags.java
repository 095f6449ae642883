package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.Preconditions;
import dev.tidings.resource.TagSet;
import dev.tidings.resource.TagSet.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags as they stand in headers (RFC 9110 section 8.8.3). */
public final class EntityTags {

    /** One tag, or none, and the comma or the end behind it; lists may have empty elements. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\uffff]*)\")?[ \\t]*(,|$)");

    private EntityTags() {}

    /** The strong tag of a state. */
    public static String of(String epoch, long revision) {
        return '"' + Preconditions.state(epoch, revision) + '"';
    }

    /** The same state in another content coding, which makes it another representation. */
    public static String coded(String tag, String coding) {
        return tag.substring(0, tag.length() - 1) + "-" + coding + '"';
    }

    /** Both conditions, null where they are not said; what is none is a {@code BAD_REQUEST}. */
    public static Preconditions conditions(String ifMatch, String ifNoneMatch) {
        return new Preconditions(parse("If-Match", ifMatch), parse("If-None-Match", ifNoneMatch));
    }

    private static TagSet parse(String name, String value) {
        if (value == null) {
            return null;
        }
        if (value.trim().equals("*")) {
            return new TagSet(true, List.of());
        }
        List<Tag> tags = new ArrayList<>();
        Matcher element = ELEMENT.matcher(value);
        int at = 0;
        while (element.region(at, value.length()).lookingAt()) {
            if (element.group(2) != null) {
                tags.add(new Tag(element.group(1) != null, element.group(2)));
            }
            at = element.end();
            if (element.group(3).isEmpty()) {
                break;
            }
        }
        if (at < value.length() || tags.isEmpty()) {
            throw TidingsException.of(Code.BAD_REQUEST, name + " must be * or a list of entity tags in quotes.");
        }
        return new TagSet(false, tags);
    }
}
