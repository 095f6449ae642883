package dev.tidings.settings;

import java.util.List;

/** Which paths can be indexed. */
final class IndexPaths {

    private static final int MAX_PATHS = 16;
    /** What filters tell the database of: a longer path would be an index that nothing uses. */
    private static final int MAX_NAMES = 16;

    private IndexPaths() {}

    /** What is wrong with them; null where nothing is. */
    static String complaint(List<List<String>> paths) {
        if (paths.size() > MAX_PATHS) {
            return "at most " + MAX_PATHS + " paths can be indexed";
        }
        for (List<String> path : paths) {
            if (path.size() > MAX_NAMES) {
                return "a path has at most " + MAX_NAMES + " names";
            }
            if (path.stream().anyMatch(name -> name.indexOf(0) >= 0)) {
                return "a path cannot have a zero character";
            }
            if (isManaged(path.get(0))) {
                return path.get(0) + " is found without an index";
            }
        }
        return null;
    }

    private static boolean isManaged(String member) {
        return switch (member) {
            case "id", "revision", "createdAt", "updatedAt" -> true;
            default -> false;
        };
    }
}
