package dev.tidings.feed;

/** A promise was broken. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static void unless(boolean promise, String what, Object... details) {
        if (!promise) {
            throw new Violation(String.format(what, details));
        }
    }
}
