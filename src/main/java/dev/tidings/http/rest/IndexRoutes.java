package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.ResourceStore.CollectionSummary;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** {@code GET /v1}: which collections there are. */
final class IndexRoutes {

    private final ResourceService resources;

    IndexRoutes(Services services) {
        this.resources = services.resources();
    }

    Future<Answer> list(Call call) {
        Accepts.requireJson(call.header("Accept"));
        call.requireNoQuery();
        return OneHistory.read(
                resources::epoch, epoch -> resources.collections().map(all -> Answer.json(200, json(epoch, all))
                        .with("Cache-Control", "no-cache")));
    }

    private static String json(String epoch, List<CollectionSummary> all) {
        JsonArray collections = new JsonArray();
        all.forEach(one -> collections.add(new JsonObject()
                .put("name", one.name())
                .put("revision", one.revision())
                .put("count", one.count())));
        return new JsonObject()
                .put("collections", collections)
                .put("epoch", epoch)
                .encode();
    }
}
