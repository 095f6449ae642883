package dev.tidings.model;

/**
 * What went wrong, in one word that machines can read: the last part of a problem's {@code type}. One table, in
 * {@code http.Problems}, tells for each its HTTP status.
 */
public enum Code {
    BAD_REQUEST("bad-request"),
    UNAUTHENTICATED("unauthenticated"),
    FORBIDDEN("forbidden"),
    NOT_FOUND("not-found"),
    METHOD_NOT_ALLOWED("method-not-allowed"),
    NOT_ACCEPTABLE("not-acceptable"),
    TIMEOUT("timeout"),
    CONFLICT("conflict"),
    /** The history that was asked for is here no more, or was another store's. */
    GONE("gone"),
    PRECONDITION_FAILED("precondition-failed"),
    TOO_LARGE("too-large"),
    TARGET_TOO_LONG("target-too-long"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type"),
    MISDIRECTED("misdirected"),
    /** Well-formed, but its meaning or its schema forbids it. */
    INVALID("invalid"),
    /** A WebSocket of a version that is not spoken here. */
    UPGRADE_REQUIRED("upgrade-required"),
    PRECONDITION_REQUIRED("precondition-required"),
    TOO_MANY("too-many"),
    HEADERS_TOO_LARGE("headers-too-large"),
    INTERNAL("internal"),
    /** Try again later; nothing of what was asked for was applied. */
    UNAVAILABLE("unavailable"),
    /** Whether it was applied could not be found out. */
    OUTCOME_UNKNOWN("outcome-unknown"),
    DISK_FULL("disk-full");

    private final String word;

    Code(String word) {
        this.word = word;
    }

    /** The code as it stands in a problem's type. */
    public String word() {
        return word;
    }
}
