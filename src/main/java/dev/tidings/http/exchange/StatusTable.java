package dev.tidings.http.exchange;

import dev.tidings.model.Code;

/** The one table from what went wrong to what a client is told: the HTTP status, its title, a socket's close code. */
public final class StatusTable {

    /** Close codes from here on are an HTTP status above it. */
    private static final int CLOSE_BASE = 4000;

    private StatusTable() {}

    public static int status(Code code) {
        return switch (code) {
            case BAD_REQUEST -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case TIMEOUT -> 408;
            case CONFLICT -> 409;
            case GONE -> 410;
            case PRECONDITION_FAILED -> 412;
            case TOO_LARGE -> 413;
            case TARGET_TOO_LONG -> 414;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case MISDIRECTED -> 421;
            case INVALID -> 422;
            case UPGRADE_REQUIRED -> 426;
            case PRECONDITION_REQUIRED -> 428;
            case TOO_MANY -> 429;
            case HEADERS_TOO_LARGE -> 431;
            case INTERNAL -> 500;
            case UNAVAILABLE -> 503;
            case OUTCOME_UNKNOWN -> 504;
            case DISK_FULL -> 507;
        };
    }

    public static String title(Code code) {
        return switch (code) {
            case BAD_REQUEST -> "Bad request";
            case UNAUTHENTICATED -> "Not authenticated";
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not found";
            case METHOD_NOT_ALLOWED -> "Method not allowed";
            case NOT_ACCEPTABLE -> "Not acceptable";
            case TIMEOUT -> "Request timeout";
            case CONFLICT -> "Conflict";
            case GONE -> "History is gone";
            case PRECONDITION_FAILED -> "Precondition failed";
            case TOO_LARGE -> "Content too large";
            case TARGET_TOO_LONG -> "Request target too long";
            case UNSUPPORTED_MEDIA_TYPE -> "Unsupported media type";
            case MISDIRECTED -> "Misdirected request";
            case INVALID -> "Not valid";
            case UPGRADE_REQUIRED -> "Upgrade required";
            case PRECONDITION_REQUIRED -> "Precondition required";
            case TOO_MANY -> "Too many requests";
            case HEADERS_TOO_LARGE -> "Request header fields too large";
            case INTERNAL -> "Internal error";
            case UNAVAILABLE -> "Unavailable";
            case OUTCOME_UNKNOWN -> "Outcome unknown";
            case DISK_FULL -> "Disk full";
        };
    }

    /** The code that a socket closes with where a status says it best. */
    public static int closeCode(Code code) {
        return CLOSE_BASE + status(code);
    }
}
