package dev.tidings.http.rest;

import dev.tidings.filter.Filter;
import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Fields;
import dev.tidings.http.exchange.Filters;
import dev.tidings.http.exchange.QueryParameters;
import dev.tidings.model.Position;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.ListQuery;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** {@code GET /v1/{collection}} for lines: an export. */
final class ExportRoutes {

    private static final Set<String> KNOWN = Set.of(Fields.PARAMETER, Filters.PARAMETER);

    private final Services services;
    private final ResourceService resources;

    ExportRoutes(Services services) {
        this.services = services;
        this.resources = services.resources();
    }

    Future<Answer> export(Call call) {
        QueryParameters query = call.query(KNOWN);
        Fields fields = Fields.of(query);
        Filter filter = Filters.of(query).orElse(null);
        String epoch = resources.epoch();
        if (call.isHead()) {
            return head(call.collection()).map(revision -> answer(new Position(epoch, revision)));
        }
        return resources.export(call.collection(), filter).map(export -> answer(new Position(epoch, export.revision()))
                .withStream(new ExportStream(
                        services.vertx(), export, fields, services.options().stall())));
    }

    private static Answer answer(Position position) {
        return Answer.of(200)
                .with("Content-Type", Accepts.NDJSON)
                .with("Cache-Control", "no-cache")
                .with(WriteAnswers.RECEIPT, position.toString());
    }

    /** The head without an export, which would be made to be thrown away. */
    private Future<Long> head(String collection) {
        services.catalogue().requireExisting(collection);
        return resources
                .list(new ListQuery(collection, 1, null, List.of(), false))
                .map(page -> page.revision());
    }
}
