package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Errors as clients see them: problem documents (RFC 9457). */
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE = "https://tidings.dev/problems/";

    private Problems() {}

    /** The problem document of an error. */
    public static String json(TidingsException error) {
        JsonObject problem = new JsonObject()
                .put("type", TYPE + error.code().word())
                .put("title", StatusTable.title(error.code()))
                .put("status", StatusTable.status(error.code()))
                .put("detail", error.detail());
        error.members().forEach(problem::put);
        if (!error.faults().isEmpty()) {
            problem.put("errors", faults(error));
        }
        return problem.encode();
    }

    /** Any failure as the one error type: what nobody foresaw is internal, its cause for the log alone. */
    public static TidingsException of(Throwable failure) {
        return failure instanceof TidingsException known
                ? known
                : TidingsException.of(
                        Code.INTERNAL, "Something went wrong in the server; its log tells more.", failure);
    }

    private static JsonArray faults(TidingsException error) {
        JsonArray faults = new JsonArray();
        error.faults()
                .forEach(fault -> faults.add(
                        new JsonObject().put("pointer", fault.pointer()).put("detail", fault.detail())));
        return faults;
    }
}
