package dev.tidings.settings;

import java.nio.file.Path;

/**
 * Where the data is.
 *
 * @param file the SQLite database; its directory is made where it is not there
 */
public record StoreSettings(Path file) {}
