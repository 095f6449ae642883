package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.EntityTags;
import dev.tidings.model.Position;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.Applied;
import dev.tidings.store.Applied.Effect;
import dev.tidings.store.WriteRequest;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code POST /v1}: several writes, all or none. */
final class BatchRoutes {

    private static final int BUDGET_IN_BODIES = 64;
    private static final List<String> JSON = List.of(Accepts.JSON);

    private final ResourceService resources;
    private final RestOptions options;

    BatchRoutes(Services services) {
        this.resources = services.resources();
        this.options = services.options();
    }

    Future<Answer> run(Call call) {
        Bodies.requireType(call, JSON);
        Accepts.requireJson(call.header("Accept"));
        return BodyReader.read(call.context(), options).compose(buffer -> {
            byte[] body = buffer.getBytes();
            call.requireNoQuery();
            List<Operation> operations = operations(BatchParser.parse(body, options.maxBody()));
            boolean minimal = call.preferences().minimal();
            String epoch = resources.epoch();
            Function<List<Applied>, Answer> rendering = results -> answer(results, epoch, minimal);
            return resources
                    .write(new WriteRequest(operations, IdempotencyKeys.of(call, "batch", body, rendering)))
                    .map(outcome -> WriteRoutes.answer(outcome, rendering));
        });
    }

    private List<Operation> operations(List<BatchOperation> batch) {
        BatchBudget budget = new BatchBudget(batch.size(), (long) BUDGET_IN_BODIES * options.maxBody());
        List<Operation> operations = new ArrayList<>(batch.size());
        for (BatchOperation one : batch) {
            Operation plain = one.in(resources);
            operations.add(new Operation(
                    plain.collection(),
                    plain.id(),
                    BatchErrors.within(budget, operations.size(), plain.write()),
                    plain.weight()));
        }
        return operations;
    }

    private static Answer answer(List<Applied> results, String epoch, boolean minimal) {
        String json = results.stream().map(one -> result(one, epoch, minimal)).collect(Collectors.joining(","));
        Answer answer = Answer.json(200, "{\"results\":[" + json + "]}").with("Cache-Control", "no-cache");
        Answer preferred = minimal ? answer.with("Preference-Applied", "return=minimal") : answer;
        boolean oneCollection =
                results.stream().map(Applied::collection).distinct().count() == 1;
        return oneCollection ? preferred.with(WriteAnswers.RECEIPT, receipt(results, epoch)) : preferred;
    }

    private static String receipt(List<Applied> results, String epoch) {
        long last = results.stream().mapToLong(Applied::revision).max().orElseThrow();
        return new Position(epoch, last).toString();
    }

    private static String result(Applied applied, String epoch, boolean minimal) {
        StringBuilder json = new StringBuilder();
        json.append("{\"status\":").append(WriteAnswers.status(applied));
        json.append(",\"id\":\"").append(applied.resource().id()); // an id needs no escapes
        json.append("\",\"revision\":").append(applied.revision());
        if (applied.effect() != Effect.DELETED) {
            String tag = EntityTags.of(epoch, applied.resource().revision());
            json.append(",\"etag\":").append(Json.encode(tag));
            if (!minimal) {
                json.append(",\"body\":").append(applied.resource().representation());
            }
        }
        return json.append('}').toString();
    }
}
