package dev.tidings.http.exchange;

import dev.tidings.filter.Filter;
import java.util.Optional;

/** Which resources a reader is told of. */
public final class Filters {

    public static final String PARAMETER = "filter";

    private Filters() {}

    /**
     * The filter of whatever a query reads or watches: all reads take it from here, so that nothing is read past it. Empty
     * where all are wanted; a text that is no filter is a {@code BAD_REQUEST} with its position.
     */
    public static Optional<Filter> of(QueryParameters query) {
        return query.text(PARAMETER).map(Filter::parse);
    }
}
