package dev.tidings.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code conf/jvm.options}, with which the image runs Java. */
final class JvmOptions {

    private JvmOptions() {}

    /** Where a node on PostgreSQL writes its exports. */
    static String temporaryFolder() throws IOException {
        return property("java.io.tmpdir");
    }

    private static String property(String name) throws IOException {
        String option = "-D" + name + "=";
        return Files.readAllLines(Path.of("conf/jvm.options")).stream()
                .filter(line -> line.startsWith(option))
                .map(line -> line.substring(option.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("conf/jvm.options does not say " + name));
    }
}
