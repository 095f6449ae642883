package dev.tidings.http.watch;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.List;
import java.util.stream.Stream;

/** The paths of {@code fields}: member names with dots between them. */
final class WatchFields {

    private WatchFields() {}

    /** Refuses an empty path, and one with an empty part. */
    static void check(List<String> paths) {
        boolean empty =
                paths.stream().flatMap(path -> Stream.of(path.split("\\.", -1))).anyMatch(String::isEmpty);
        if (empty) {
            throw TidingsException.of(Code.BAD_REQUEST, "fields has a path with an empty part.")
                    .with("parameter", "fields");
        }
    }
}
