package dev.tidings;

/** Which build this is, as the jar's manifest says. */
final class Build {

    private Build() {}

    /** The version; {@code development} where the classes do not come from the jar. */
    static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
