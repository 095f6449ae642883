package dev.tidings.feed;

/** A promise was broken. */
final class Violation extends AssertionError {

    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    static void unless(boolean promise, String what, Object... details) {
        if (!promise) {
            throw new Violation(String.format(what, details));
        }
    }
}
