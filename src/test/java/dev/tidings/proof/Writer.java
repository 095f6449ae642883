package dev.tidings.proof;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Intent;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Outcome;
import dev.tidings.proof.history.Outcome.Applied;
import dev.tidings.proof.history.Outcome.Refused;
import dev.tidings.proof.history.Outcome.Unknown;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * One writer: one write after the other, of every kind, over a few ids that it shares with the other writers, so that they
 * meet. It has a node of its own and goes to another now and then. What it does follows from its seed, when it does it does
 * not.
 */
final class Writer extends Client {

    private static final int SHARED_IDS = 40;

    private final RecordedRest rest;
    private final List<String> collections;
    private int count;

    /** @param pauseMillis the longest pause between two writes */
    Writer(int number, Nodes nodes, Journal journal, List<String> collections, long seed, int pauseMillis) {
        super("writer-" + number, number, nodes, journal, new Random(seed * 31 + number), pauseMillis);
        this.rest = new RecordedRest(name(), journal);
        this.collections = collections;
    }

    @Override
    void act() throws InterruptedException {
        count++;
        String collection = collections.get(random().nextInt(collections.size()));
        String id = "r" + random().nextInt(SHARED_IDS);
        switch (random().nextInt(14)) {
            case 0 -> createWithKey(collection);
            case 1 -> create(collection, name() + "-" + count);
            case 2 -> create(collection, id);
            case 3, 4, 5 -> put(collection, id);
            case 6 -> mergePatch(collection, id);
            case 7 -> jsonPatch(collection, id);
            case 8 -> putOnWrongMatch(collection, id);
            case 9 -> putOnWhatItRead(collection, id, true);
            case 10 -> delete(collection, id);
            case 11, 12 -> putOnWhatItRead(collection, id, false);
            default -> settle(rest.batch(node(), collections, Intent.write("PUT", id, mark()), document(id)));
        }
    }

    private String mark() {
        return name() + "-" + count;
    }

    private String document(String id) {
        String text = "é漢😀".repeat(random().nextInt(12));
        return "{\"id\":\"" + id + "\",\"" + Intent.MARK + "\":\"" + mark() + "\",\"n\":1.10,\"color\":\""
                + Colors.any(random()) + "\",\"text\":\"" + text + "\"}";
    }

    private static String target(String collection, String id) {
        return "/v1/" + collection + "/" + id;
    }

    private void create(String collection, String id) throws InterruptedException {
        String body = document(id);
        attempt(collection, Intent.write("POST", id, mark()), node -> node.post("/v1/" + collection, body));
    }

    private void put(String collection, String id) throws InterruptedException {
        String body = document(id);
        attempt(collection, Intent.write("PUT", id, mark()), node -> node.put(target(collection, id), body));
    }

    private void mergePatch(String collection, String id) throws InterruptedException {
        String patch = "{\"" + Intent.MARK + "\":\"" + mark() + "\",\"text\":null}";
        patch(collection, id, patch, "application/merge-patch+json");
    }

    private void jsonPatch(String collection, String id) throws InterruptedException {
        String patch = "[{\"op\":\"add\",\"path\":\"/" + Intent.MARK + "\",\"value\":\"" + mark() + "\"}]";
        patch(collection, id, patch, "application/json-patch+json");
    }

    private void patch(String collection, String id, String patch, String type) throws InterruptedException {
        Intent intent = Intent.write("PATCH", id, mark());
        attempt(collection, intent, node -> node.patch(target(collection, id), patch, type));
    }

    private void putOnWrongMatch(String collection, String id) throws InterruptedException {
        String body = document(id);
        Position other = new Position("other", 1);
        Intent intent = Intent.write("PUT", id, mark()).onlyIf(other);
        attempt(collection, intent, node -> node.put(target(collection, id), body, "If-Match", tag(other)));
    }

    private void delete(String collection, String id) throws InterruptedException {
        attempt(collection, Intent.delete(id), node -> node.delete(target(collection, id)));
    }

    /** Reads, and writes on the condition that it is still so: the same, of which no change may come, or another. */
    private void putOnWhatItRead(String collection, String id, boolean same) throws InterruptedException {
        try {
            Answer read = node().get(target(collection, id));
            if (read.status() == 200) {
                Position version = read.version();
                String body = same ? read.body() : document(id);
                Intent intent = Intent.write("PUT", id, same ? null : mark()).onlyIf(version);
                attempt(collection, intent, node -> node.put(target(collection, id), body, "If-Match", tag(version)));
            }
        } catch (IOException gone) {
            rest();
        }
    }

    private static String tag(Position version) {
        return "\"" + version.epoch() + "." + version.revision() + "\"";
    }

    /** Creates with an idempotency key and asks again, here and there, until it knows: then it was done exactly once. */
    private void createWithKey(String collection) throws InterruptedException {
        String body = "{\"" + Intent.MARK + "\":\"" + mark() + "\",\"color\":\"" + Colors.any(random()) + "\"}";
        String key = "\"key-" + mark() + "\"";
        Intent intent = Intent.write("POST", null, mark());
        boolean known = false;
        while (!known && !isStopped()) {
            Outcome outcome = rest.write(
                    node(), collection, intent, node -> node.post("/v1/" + collection, body, "Idempotency-Key", key));
            known = outcome instanceof Applied;
            if (!known) {
                rest();
            }
        }
    }

    private void attempt(String collection, Intent intent, RecordedRest.Request request) throws InterruptedException {
        settle(rest.write(node(), collection, intent, request));
    }

    /** Lets some time pass where no server answered, so that one that is down is not flooded. */
    private void settle(Outcome outcome) throws InterruptedException {
        boolean unheard = outcome instanceof Unknown || (outcome instanceof Refused refused && refused.status() == 0);
        if (unheard) {
            rest();
        }
    }
}
