package dev.tidings.http.watch;

import dev.tidings.http.exchange.StatusTable;
import dev.tidings.model.TidingsException;
import io.vertx.core.json.Json;

/**
 * The frames that tell of a subscription or answer a client, as JSON text. Those of a subscription take a further member,
 * with a comma in front, that stands second in them; empty for none.
 */
final class ControlFrames {

    static final String PONG = "{\"type\":\"pong\"}";

    private ControlFrames() {}

    static String subscribed(String member, Beginning beginning) {
        return "{\"type\":\"subscribed\"" + member + ",\"revision\":" + beginning.revision + ",\"collection\":\""
                + beginning.collection + "\",\"epoch\":\"" + beginning.epoch + "\",\"head\":" + beginning.head
                + ",\"heartbeat\":" + beginning.heartbeat + (beginning.reset ? ",\"reset\":true}" : "}");
    }

    /** Where a subscription begins. */
    record Beginning(String collection, String epoch, long revision, long head, long heartbeat, boolean reset) {}

    static String synced(String member, long revision) {
        return "{\"type\":\"synced\"" + member + ",\"revision\":" + revision + "}";
    }

    static String bookmark(String member, long revision) {
        return "{\"type\":\"bookmark\"" + member + ",\"revision\":" + revision + "}";
    }

    static String unsubscribed(String member) {
        return "{\"type\":\"unsubscribed\"" + member + "}";
    }

    /** An error; of the members of its problem only the position in a filter, since a revision is a place to go on from. */
    static String error(String member, TidingsException error) {
        Object position = error.members().get("position");
        return "{\"type\":\"error\"" + member + ",\"status\":" + StatusTable.status(error.code()) + ",\"title\":"
                + Json.encode(StatusTable.title(error.code())) + ",\"detail\":" + Json.encode(error.detail())
                + (position == null ? "}" : ",\"position\":" + position + "}");
    }
}
