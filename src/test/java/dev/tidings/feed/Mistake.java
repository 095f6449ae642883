package dev.tidings.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * A mistake that somebody might make, as a change of one source file.
 *
 * @param file the class whose source is changed, in the main or the test sources
 */
record Mistake(String name, String file, List<Edit> edits) {

    /** A text that has to be in the file exactly once, and what is put in its place. */
    record Edit(String text, String instead) {}

    static Mistake in(String file, String name, String... textsAndReplacements) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < textsAndReplacements.length; i += 2) {
            edits.add(new Edit(textsAndReplacements[i], textsAndReplacements[i + 1]));
        }
        return new Mistake(name, file, List.copyOf(edits));
    }

    /** The source with the mistake in it. Line breaks and indentation do not count. */
    String plant(String source) {
        String planted = source.replaceAll("\\s+", " ");
        for (Edit edit : edits) {
            int at = planted.indexOf(edit.text());
            if (at < 0 || planted.indexOf(edit.text(), at + 1) >= 0) {
                throw new IllegalStateException(name + ": has to be in " + file + " exactly once: " + edit.text());
            }
            planted = planted.substring(0, at)
                    + edit.instead()
                    + planted.substring(at + edit.text().length());
        }
        return planted;
    }

    @Override
    public String toString() {
        return name;
    }
}
