package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Continue;
import dev.tidings.model.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/{collection}} with lines: a bulk load. */
final class BulkRoutes {

    private static final List<String> LINES = List.of(Accepts.NDJSON);

    private final Services services;

    BulkRoutes(Services services) {
        this.services = services;
    }

    Future<Answer> load(Call call) {
        Bodies.requireType(call, LINES);
        Accepts.requireJson(call.header("Accept"));
        call.requireNoQuery();
        services.catalogue().requireExisting(call.collection());
        Continue.send(call.context());
        return new BulkLoad(call.context(), services, call.collection())
                .run()
                .compose(tally -> receipt(call.collection()).map(receipt -> Answer.json(200, tally.json())
                        .with("Cache-Control", "no-cache")
                        .with(WriteAnswers.RECEIPT, receipt)));
    }

    /** The head after the load. */
    private Future<String> receipt(String collection) {
        return services.log().heads(Set.of(collection)).map(heads -> new Position(heads.epoch(), heads.of(collection))
                .toString());
    }
}
