package dev.tidings.model;

/** What a committed write did to its resource. */
public enum ChangeKind {
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted");

    private final String word;

    ChangeKind(String word) {
        this.word = word;
    }

    /** The kind as it stands in frames and in the log. */
    public String word() {
        return word;
    }

    /** The kind that has this word; a word that no kind has is an {@link IllegalArgumentException}. */
    public static ChangeKind of(String word) {
        return switch (word) {
            case "created" -> CREATED;
            case "updated" -> UPDATED;
            case "deleted" -> DELETED;
            default -> throw new IllegalArgumentException("no kind of change: " + word);
        };
    }
}
