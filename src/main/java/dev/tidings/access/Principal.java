package dev.tidings.access;

/**
 * Who asks.
 *
 * @param subject the name that whoever vouches for them gave them; empty for nobody in particular
 */
public record Principal(String subject) {

    /** Whoever says nothing of who they are. */
    public static final Principal ANONYMOUS = new Principal("");
}
