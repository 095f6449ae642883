package dev.tidings.http.rest;

import dev.tidings.feed.Selection;
import dev.tidings.http.exchange.Fields;
import dev.tidings.http.exchange.Filters;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.model.Position;
import java.util.Set;

/**
 * Which page of changes is wanted.
 *
 * @param selection what the reader is told of the changes
 * @param since how far the reader has looked
 * @param limit what pages are aligned to
 * @param waitSeconds how many seconds it may take until there is something to tell; 0 for none
 */
record ChangesQuery(String collection, Selection selection, Position since, int limit, int waitSeconds) {

    private static final Set<String> KNOWN = Set.of("since", "limit", "wait", Fields.PARAMETER, Filters.PARAMETER);
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;

    static ChangesQuery of(Call call) {
        QueryParameters query = call.query(KNOWN);
        Position since = query.text("since")
                .flatMap(Position::parse)
                .orElseThrow(() -> QueryParameters.fault("since", "must be a revision or EPOCH:REVISION"));
        return new ChangesQuery(
                call.collection(),
                Selection.of(call.id(), Filters.of(query).orElse(null), Fields.paths(query)),
                since,
                query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                query.number("wait", 1, Preferences.MAX_WAIT, call.preferences().waitSeconds()));
    }

    /** How far the page may look: a page never crosses a multiple of its limit, so that equal pages meet in caches. */
    long upTo() {
        long multiple = since.revision() / limit * limit;
        return multiple > Long.MAX_VALUE - limit ? Long.MAX_VALUE : multiple + limit;
    }
}
