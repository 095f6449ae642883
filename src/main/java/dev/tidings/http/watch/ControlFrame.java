package dev.tidings.http.watch;

import dev.tidings.http.exchange.StatusTable;
import dev.tidings.model.TidingsException;
import io.vertx.core.json.Json;
import java.util.OptionalLong;

/**
 * A frame that tells of a subscription or answers a client, before it has a format.
 *
 * @param type its type, as the contract names it
 * @param about whose frame it is
 * @param revision the position that it tells; none where it tells none
 * @param members what else it tells, as JSON members with a comma in front of each
 */
record ControlFrame(String type, About about, OptionalLong revision, String members) {

    /**
     * What a frame is about.
     *
     * @param collection the one that is watched; empty for the whole connection
     * @param member a further member, with a comma in front, that stands second in the frame; empty for none
     */
    record About(String collection, String member) {

        /** A connection of many subscriptions, or none of them. */
        static final About CONNECTION = new About("", "");
    }

    /** Where a subscription begins. */
    record Beginning(String epoch, long revision, long head, long heartbeat, boolean reset) {}

    static ControlFrame subscribed(About about, Beginning beginning) {
        return told(
                "subscribed",
                about,
                beginning.revision,
                ",\"collection\":\"" + about.collection
                        + "\",\"epoch\":\"" + beginning.epoch + "\",\"head\":" + beginning.head + ",\"heartbeat\":"
                        + beginning.heartbeat + (beginning.reset ? ",\"reset\":true" : ""));
    }

    static ControlFrame synced(About about, long revision) {
        return told("synced", about, revision, "");
    }

    static ControlFrame bookmark(About about, long revision) {
        return told("bookmark", about, revision, "");
    }

    static ControlFrame unsubscribed(About about) {
        return answer("unsubscribed", about, "");
    }

    static ControlFrame pong(About about) {
        return answer("pong", about, "");
    }

    /** An error; of the members of its problem only the position in a filter, since a revision is a place to go on from. */
    static ControlFrame error(About about, TidingsException error) {
        Object position = error.members().get("position");
        return answer(
                "error",
                about,
                ",\"status\":" + StatusTable.status(error.code()) + ",\"title\":"
                        + Json.encode(StatusTable.title(error.code())) + ",\"detail\":" + Json.encode(error.detail())
                        + (position == null ? "" : ",\"position\":" + position));
    }

    private static ControlFrame told(String type, About about, long revision, String members) {
        return new ControlFrame(type, about, OptionalLong.of(revision), ",\"revision\":" + revision + members);
    }

    private static ControlFrame answer(String type, About about, String members) {
        return new ControlFrame(type, about, OptionalLong.empty(), members);
    }

    /** The frame as the contract has it. */
    String json() {
        return json(about.member);
    }

    /** The same with another member in the second place; empty for none. */
    String json(String member) {
        return "{\"type\":\"" + type + "\"" + member + members + "}";
    }
}
