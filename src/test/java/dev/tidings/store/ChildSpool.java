package dev.tidings.store;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a spool folder in a process of its own, says where it is, and keeps it until it is killed. */
final class ChildSpool {

    private ChildSpool() {}

    static ChildJvm start(Path parent) throws IOException {
        return ChildJvm.start(ChildSpool.class, parent.toString());
    }

    public static void main(String[] args) throws IOException {
        SpoolFolder folder = SpoolFolder.make(Path.of(args[0]));
        System.out.println("> " + folder.path());
        System.out.flush();
        int end = System.in.read(); // until the parent goes
        Runtime.getRuntime().halt(Math.min(0, end));
    }
}
