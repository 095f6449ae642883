package dev.tidings.relay;

import java.util.List;

/**
 * A point in what a client of PostgreSQL does.
 *
 * @param statements what has been run in one transaction up to there, each by words of it, in order
 * @param answer where the database is to have run the last one: what its answer begins with or has in it; null where it
 *     is not to know of it
 */
public record Moment(List<String> statements, String answer) {

    /** The last statement has not reached the database, those before it have. */
    public static Moment before(String... statements) {
        return new Moment(List.of(statements), null);
    }

    /** The database has run the last statement, and the client does not know. */
    public static Moment after(String answer, String... statements) {
        return new Moment(List.of(statements), answer);
    }

    boolean isBefore() {
        return answer == null;
    }
}
