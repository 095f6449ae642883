package dev.tidings.feed;

/** What a frame tells of a resource. */
public enum FrameType {
    SNAPSHOT("snapshot"),
    CREATED("created"),
    UPDATED("updated"),
    DELETED("deleted"),
    ENTERED("entered"),
    LEFT("left");

    private final String word;

    FrameType(String word) {
        this.word = word;
    }

    /** The type as it stands in a frame. */
    public String word() {
        return word;
    }
}
