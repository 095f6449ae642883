package dev.tidings;

/** Tells whether a person is looking. */
final class Terminal {

    private Terminal() {}

    /** Whether standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // with the property below it is null again
    static boolean isThere() {
        // JDK 22 to 24 otherwise return a console of another make also where there is no terminal
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }
}
