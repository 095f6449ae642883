package dev.tidings.http.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the node is. Its checks are added before it is ready; everything else may be called from any thread. */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final long PATIENCE_MILLIS = 2_000;

    /** Where the node is in its life. */
    public enum Phase {
        STARTING("starting"),
        READY("ready"),
        DRAINING("draining");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        /** The phase as the report has it. */
        public String word() {
            return word;
        }
    }

    private final Map<String, Supplier<Future<Void>>> checks = new LinkedHashMap<>();
    private final Map<String, Supplier<?>> facts = new LinkedHashMap<>();
    private volatile Phase phase = Phase.STARTING;

    public Phase phase() {
        return phase;
    }

    /** Moves on to the next phase of the node's life. */
    public void enter(Phase next) {
        phase = next;
    }

    /** Adds a part that is up as long as its check succeeds in time. */
    public Health check(String name, Supplier<Future<Void>> check) {
        checks.put(name, check);
        return this;
    }

    /** Adds something to tell: a number or a text. */
    public Health fact(String name, Supplier<?> value) {
        facts.put(name, value);
        return this;
    }

    /** Asks every part and tells what is up and what is not. Never fails. */
    Future<JsonObject> report() {
        JsonObject parts = new JsonObject();
        Future<Void> asked = Future.succeededFuture();
        for (Map.Entry<String, Supplier<Future<Void>>> check : checks.entrySet()) {
            asked = asked.compose(done -> ask(check.getKey(), check.getValue()))
                    .map(up -> parts.put(check.getKey(), new JsonObject().put("status", up ? "up" : "down")))
                    .mapEmpty();
        }
        return asked.map(done -> report(parts));
    }

    private static Future<Boolean> ask(String name, Supplier<Future<Void>> check) {
        return check.get()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .map(true)
                .otherwise(failure -> {
                    LOG.debug("{} is down", name, failure);
                    return false;
                });
    }

    private JsonObject report(JsonObject parts) {
        boolean up = parts.stream()
                .allMatch(part ->
                        ((JsonObject) part.getValue()).getString("status").equals("up"));
        JsonObject report = new JsonObject()
                .put("status", up ? "up" : "down")
                .put("phase", phase.word())
                .put("checks", parts);
        facts.forEach((name, value) -> report.put(name, value.get()));
        return report;
    }
}
