package dev.tidings;

import dev.tidings.store.CopyMode;
import dev.tidings.store.CopyPart;
import dev.tidings.store.CopyResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a person what a copy did, and what to do next. */
final class CopyWords {

    private static final List<CopyPart> ORDER =
            List.of(CopyPart.COLLECTIONS, CopyPart.RESOURCES, CopyPart.CHANGES, CopyPart.TOMBSTONES, CopyPart.ANSWERS);

    private CopyWords() {}

    static String told(CopyResult result) {
        return what(result) + "\n" + epoch(result) + "\n"
                + "Next: start the server with --store.url=" + result.to()
                + (result.to().startsWith("sqlite:") ? "" : ", and user and password as here") + ".";
    }

    private static String what(CopyResult result) {
        return switch (result.kind()) {
            case WHOLE -> "Copied " + rows(result) + ".";
            case FINISHED -> "All rows were there already; finished what had broken off.";
            case DONE_BEFORE -> "The store was moved here before; nothing was left to do.";
        };
    }

    private static String rows(CopyResult result) {
        return ORDER.stream()
                .filter(result.rows()::containsKey)
                .map(part -> count(result.rows().get(part), part.words()))
                .collect(Collectors.joining(", "));
    }

    private static String count(long rows, String words) {
        return String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? words.substring(0, words.length() - 1) : words);
    }

    private static String epoch(CopyResult result) {
        return result.mode() == CopyMode.MOVE
                ? "The epoch is still " + result.epoch() + ": watchers resume where they were. " + result.from()
                        + " is marked as moved; no server opens it any more."
                : "The copy has the epoch " + result.epoch() + " of its own; " + result.from() + " is as it was.";
    }
}
