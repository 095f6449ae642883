package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Fields;
import dev.tidings.resource.Preconditions;
import dev.tidings.resource.ResourceService;
import io.vertx.core.Future;
import java.util.Set;

/** {@code GET /v1/{collection}/{id}}: one resource. */
final class ReadRoutes {

    private static final Set<String> KNOWN = Set.of(Fields.PARAMETER);

    private final ResourceService resources;

    ReadRoutes(Services services) {
        this.resources = services.resources();
    }

    Future<Answer> read(Call call) {
        Accepts.requireJson(call.header("Accept"));
        Fields fields = Fields.of(call.query(KNOWN));
        Preconditions conditions = call.conditions();
        return OneHistory.read(resources::epoch, epoch -> resources
                .get(call.collection(), call.id())
                .map(found ->
                        Conditional.answer(conditions, epoch, found.revision(), Answer.json(200, fields.show(found)))));
    }
}
