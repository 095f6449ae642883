package dev.tidings.http.watch;

import dev.tidings.feed.Frame;
import dev.tidings.feed.FrameType;
import dev.tidings.feed.ResourceEvent;
import dev.tidings.model.Timestamps;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Each frame as one structured event of CloudEvents 1.0 (section 3 of its WebSocket binding, section 3 of its JSON format).
 * What tells of a resource has the resource as its {@code data}; what tells of the subscription has the contract's own frame
 * there. The name of a subscription stands second, as in any other frame, as an extension attribute.
 *
 * <p>A change goes by the id {@code EPOCH:REVISION}, whoever is told of it; what a filter makes of a change, a snapshot's
 * resources and everything else that tells a position by {@code EPOCH:REVISION:TYPE}; what tells none has a random UUID in
 * the place of the revision, so that two answers are never taken for one.
 */
final class CloudEventsFrames implements SocketFormat {

    static final CloudEventsFrames INSTANCE = new CloudEventsFrames();

    private static final String HEAD = "{\"specversion\":\"1.0\"";

    private static final int SEQUENCE_DIGITS = 20;

    private CloudEventsFrames() {}

    @Override
    public String name() {
        return "cloudevents";
    }

    @Override
    public Frame encode(String collection, String epoch, ResourceEvent event) {
        int content = event.resource() == null ? 0 : event.resource().length();
        StringBuilder json = new StringBuilder(content + 300).append(HEAD);
        put(json, "type", "dev.tidings.resource." + event.type().word());
        put(json, "source", source(collection));
        put(
                json,
                "id",
                epoch + ":" + event.revision()
                        + (isChange(event.type()) ? "" : ":" + event.type().word()));
        put(json, "subject", event.id()); // an id needs no escapes
        if (event.time() != 0) {
            put(json, "time", Timestamps.format(event.time()));
        }
        put(json, "sequence", sequence(event.revision()));
        if (event.reason() != null) {
            put(json, "reason", event.reason());
        }
        if (event.resource() != null) {
            json.append(",\"data\":").append(event.resource());
        }
        return SocketFormat.frame(event, json.append('}').toString(), HEAD.length());
    }

    private static boolean isChange(FrameType type) {
        return switch (type) {
            case CREATED, UPDATED, DELETED -> true;
            case SNAPSHOT, ENTERED, LEFT -> false;
        };
    }

    @Override
    public String control(String epoch, ControlFrame frame) {
        StringBuilder json =
                new StringBuilder(300).append(HEAD).append(frame.about().member());
        put(json, "type", "dev.tidings.control." + frame.type());
        put(json, "source", source(frame.about().collection()));
        OptionalLong revision = frame.revision();
        String place = revision.isPresent()
                ? Long.toString(revision.getAsLong())
                : UUID.randomUUID().toString();
        put(json, "id", epoch + ":" + place + ":" + frame.type());
        put(json, "time", Timestamps.format(System.currentTimeMillis()));
        revision.ifPresent(position -> put(json, "sequence", sequence(position)));
        return json.append(",\"data\":").append(frame.json("")).append('}').toString();
    }

    /** Of what has no collection, the connection of many. */
    private static String source(String collection) {
        return collection.isEmpty() ? "/v1" : "/v1/" + collection;
    }

    /** The revision, so that texts are in the order of numbers (the extension {@code sequence}). */
    private static String sequence(long revision) {
        String digits = Long.toString(revision);
        return "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }

    private static void put(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"").append(value).append('"');
    }
}
