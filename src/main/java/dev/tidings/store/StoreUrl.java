package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a store is. Its text never shows a password. */
public sealed interface StoreUrl permits StoreUrl.File, PostgresUrl {

    /** Reads {@code sqlite:PATH} or {@code postgresql://…}; any other is {@code INVALID}, told in one line without secrets. */
    static StoreUrl parse(String url) {
        if (PostgresUrl.isOne(url)) {
            return PostgresUrl.parse(url);
        }
        String scheme = "sqlite:";
        if (!url.startsWith(scheme) || url.length() == scheme.length()) {
            throw unusable("it begins with '" + url.substring(0, Math.max(0, url.indexOf(':') + 1)) + "'");
        }
        try {
            return new File(Path.of(url.substring(scheme.length())));
        } catch (InvalidPathException malformed) {
            throw unusable("its path is none");
        }
    }

    /** As it is parsed, but without user and password, and the same from any folder. */
    String place();

    /** What is wrong with a URL, without what may be secret in it. */
    static TidingsException unusable(String why) {
        return TidingsException.of(
                Code.INVALID,
                "store.url: must be sqlite:PATH or postgresql://USER:PASSWORD@HOST:PORT/DATABASE, but " + why);
    }

    /**
     * An SQLite database.
     *
     * @param path its file; the folder is made where it is missing
     */
    record File(Path path) implements StoreUrl {

        @Override
        public String place() {
            return "sqlite:" + path.toAbsolutePath().normalize();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
