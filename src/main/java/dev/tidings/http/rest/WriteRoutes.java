package dev.tidings.http.rest;

import dev.tidings.http.exchange.Accepts;
import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.MediaType;
import dev.tidings.resource.Patch;
import dev.tidings.resource.Preconditions;
import dev.tidings.resource.ResourceService;
import dev.tidings.store.Applied;
import dev.tidings.store.Idempotency;
import dev.tidings.store.WriteOutcome;
import dev.tidings.store.WriteRequest;
import dev.tidings.store.WriteRequest.Operation;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** {@code POST} on a collection; {@code PUT}, {@code PATCH} and {@code DELETE} on a resource. */
final class WriteRoutes {

    private static final List<String> JSON = List.of(Accepts.JSON);
    private static final List<String> POSTED = List.of(Accepts.JSON, Accepts.NDJSON);
    private static final List<String> PATCHES = List.of(MediaType.MERGE_PATCH, MediaType.JSON_PATCH, Accepts.JSON);

    private final ResourceService resources;
    private final RestOptions options;

    WriteRoutes(Services services) {
        this.resources = services.resources();
        this.options = services.options();
    }

    /** The endpoint of a method of resources that writes. */
    Endpoint endpoint(String method) {
        return switch (method) {
            case "PUT" -> this::replace;
            case "PATCH" -> this::patch;
            case "DELETE" -> this::delete;
            default -> throw new IllegalArgumentException("no method that writes: " + method);
        };
    }

    Future<Answer> create(Call call) {
        Bodies.requireType(call, POSTED);
        Accepts.requireJson(call.header("Accept"));
        return BodyReader.read(call.context(), options).compose(buffer -> {
            byte[] body = buffer.getBytes();
            call.requireNoQuery();
            Operation operation = resources.create(call.collection(), Bodies.object(body));
            Function<List<Applied>, Answer> rendering = rendering(call);
            return write(operation, IdempotencyKeys.of(call, "resource", body, rendering), rendering);
        });
    }

    private Future<Answer> replace(Call call) {
        Bodies.requireType(call, JSON);
        Accepts.requireJson(call.header("Accept"));
        return BodyReader.read(call.context(), options).compose(buffer -> {
            call.requireNoQuery();
            Preconditions conditions = call.conditions();
            Operation operation =
                    resources.replace(call.collection(), call.id(), Bodies.object(buffer.getBytes()), conditions);
            return write(operation, null, rendering(call));
        });
    }

    private Future<Answer> patch(Call call) {
        String type = Bodies.requireType(call, PATCHES);
        Accepts.requireJson(call.header("Accept"));
        return BodyReader.read(call.context(), options).compose(buffer -> {
            byte[] body = buffer.getBytes();
            call.requireNoQuery();
            Patch patch = Bodies.patch(type, body, options.maxBody());
            Operation operation = resources.patch(call.collection(), call.id(), patch, body.length, call.conditions());
            String kind = type.equals(MediaType.JSON_PATCH) ? "json-patch" : "merge-patch";
            Function<List<Applied>, Answer> rendering = rendering(call);
            return write(operation, IdempotencyKeys.of(call, kind, body, rendering), rendering);
        });
    }

    private Future<Answer> delete(Call call) {
        call.requireNoQuery();
        return write(resources.delete(call.collection(), call.id(), call.conditions()), null, rendering(call));
    }

    private Function<List<Applied>, Answer> rendering(Call call) {
        boolean minimal = call.preferences().minimal();
        String epoch = resources.epoch();
        return results -> WriteAnswers.of(results.get(0), epoch, call.path(), minimal);
    }

    private Future<Answer> write(
            Operation operation, Idempotency idempotency, Function<List<Applied>, Answer> rendering) {
        return resources
                .write(new WriteRequest(List.of(operation), idempotency))
                .map(outcome -> answer(outcome, rendering));
    }

    /** The answer to an outcome, be it the first one or a repetition. */
    static Answer answer(WriteOutcome outcome, Function<List<Applied>, Answer> rendering) {
        if (outcome instanceof WriteOutcome.Replayed replayed) {
            return AnswerCodec.decode(replayed.answer()).with("Idempotency-Replayed", "true");
        }
        return rendering.apply(((WriteOutcome.Committed) outcome).results());
    }
}
