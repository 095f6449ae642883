package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.MediaType;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.Future;

/** {@code /v1/{collection}}: which of the several things that one may want of a collection is meant. */
final class CollectionRoutes {

    private final PageRoutes pages;
    private final ExportRoutes exports;
    private final ChangesRoutes changes;
    private final WriteRoutes writes;
    private final BulkRoutes bulk;

    CollectionRoutes(Services services, ChangesRoutes changes, WriteRoutes writes) {
        this.pages = new PageRoutes(services);
        this.exports = new ExportRoutes(services);
        this.changes = changes;
        this.writes = writes;
        this.bulk = new BulkRoutes(services);
    }

    /** A page, or an export where the client would rather have lines, or a page of changes. */
    Future<Answer> read(Call call) {
        String accept = call.header("Accept");
        double json = Accepts.weightOf(Accepts.JSON, accept);
        double lines = Accepts.weightOf(Accepts.NDJSON, accept);
        if (json == 0 && lines == 0) {
            throw TidingsException.of(
                    Code.NOT_ACCEPTABLE, "This is there as " + Accepts.JSON + " or " + Accepts.NDJSON + ".");
        }
        if (json > 0 && changes.areAsked(call)) {
            return changes.page(call); // there as JSON alone, so that it counts little what else is welcome
        }
        return lines > json ? exports.export(call) : pages.page(call);
    }

    /** A bulk load where lines are sent, else one resource. */
    Future<Answer> write(Call call) {
        boolean lines = MediaType.parse(call.header("Content-Type"))
                .filter(type -> type.name().equals(Accepts.NDJSON))
                .isPresent();
        return lines ? bulk.load(call) : writes.create(call);
    }
}
