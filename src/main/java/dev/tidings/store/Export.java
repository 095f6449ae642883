package dev.tidings.store;

import java.nio.file.Path;

/**
 * A spooled export: the representations of all resources, one a line, by id.
 *
 * @param file the spool file, which is the caller's to read until it closes the export
 * @param revision the collection's head that it was read at
 * @param closing what {@link #close} runs
 */
public record Export(Path file, long revision, Runnable closing) implements AutoCloseable {

    /** Deletes the file and lets the next export in; may be called from an event loop, and more than once. */
    @Override
    public void close() {
        closing.run();
    }
}
