package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;

/** Which resources a reader wants. */
public final class Filters {

    public static final String PARAMETER = "filter";

    private Filters() {}

    /** Filters are refused as long as nothing here can judge them: an answer without one would be another answer. */
    public static void refuse(QueryParameters query) {
        if (query.has(PARAMETER)) {
            throw TidingsException.of(Code.NOT_IMPLEMENTED, "Filters are not there yet.");
        }
    }
}
