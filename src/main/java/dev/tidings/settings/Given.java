package dev.tidings.settings;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/**
 * What somebody gave for a setting.
 *
 * @param name the setting's dotted path, known or not
 * @param text the value as it was written; the elements of a list with commas between; empty where there is none
 * @param shape what was written
 * @param origin where it came from, to follow "from"
 */
record Given(String name, String text, Shape shape, String origin) {

    /** What was written; anything but a {@link #VALUE} can only stand in a file. */
    enum Shape {
        VALUE,
        LIST,
        /** A name with nothing behind it, as of a section whose lines are all commented out. */
        NOTHING,
        /** Something that no setting of this version has, such as a list of objects. */
        STRUCTURE
    }

    static Given value(String name, String text, String origin) {
        return new Given(name, text, Shape.VALUE, origin);
    }

    /** The error that this cannot be used, with where it came from. */
    TidingsException wrong(String why) {
        return TidingsException.of(Code.INVALID, name + ": " + why + " (from " + origin + ")");
    }
}
