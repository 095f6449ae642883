package dev.tidings.settings;

/** How callers are known. */
public record AuthSettings(Mode mode) {

    /** How callers prove who they are. */
    public enum Mode {
        /** Nobody decided: as {@link #NONE}, and on loopback only. */
        UNSET,
        /** Decided, in so many words: whoever can connect may do everything. */
        NONE,
        TOKEN,
        JWT
    }
}
