package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.Ledger.Acknowledged;
import dev.tidings.proof.Ledger.Unknown;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One writer: one write after the other, of every kind, over a few ids that it shares with the other writers, so that they
 * meet; what became of each goes into the ledger. What it does follows from its seed, when it does it does not.
 */
final class Writer implements Runnable {

    private static final int SHARED_IDS = 40;
    private static final int RETRY_MILLIS = 20;

    private final int number;
    private final RestClient rest;
    private final Ledger ledger;
    private final List<String> collections;
    private final Random random;
    private final int pauseMillis;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private int count;

    /** @param pauseMillis the longest pause between two writes */
    Writer(int number, RestClient rest, Ledger ledger, List<String> collections, long seed, int pauseMillis) {
        this.number = number;
        this.rest = rest;
        this.ledger = ledger;
        this.collections = collections;
        this.random = new Random(seed * 31 + number);
        this.pauseMillis = pauseMillis;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            do {
                count++;
                write();
            } while (!stopped.await(random.nextInt(pauseMillis + 1), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError broken) {
            ledger.fault("writer " + number + ": " + broken);
        }
    }

    private void write() throws InterruptedException {
        String collection = collections.get(random.nextInt(collections.size()));
        String id = "r" + random.nextInt(SHARED_IDS);
        switch (random.nextInt(12)) {
            case 0 -> createWithKey(collection);
            case 1 -> create(collection, "w" + number + "-" + count);
            case 2 -> create(collection, id);
            case 3, 4, 5 -> put(collection, id);
            case 6 -> mergePatch(collection, id);
            case 7 -> jsonPatch(collection, id);
            case 8 -> putOnWrongMatch(collection, id);
            case 9 -> putTheSame(collection, id);
            case 10 -> delete(collection, id);
            default -> batch(id);
        }
    }

    private String mark() {
        return number + "-" + count;
    }

    private String document(String id) {
        String text = "é漢😀".repeat(random.nextInt(12));
        return "{\"id\":\"" + id + "\",\"" + Ledger.MARK + "\":\"" + mark() + "\",\"n\":1.10,\"text\":\"" + text
                + "\"}";
    }

    private void create(String collection, String id) throws InterruptedException {
        String body = document(id);
        attempt(collection, id, mark(), () -> rest.post("/v1/" + collection, body));
    }

    private void put(String collection, String id) throws InterruptedException {
        String body = document(id);
        attempt(collection, id, mark(), () -> rest.put("/v1/" + collection + "/" + id, body));
    }

    private void mergePatch(String collection, String id) throws InterruptedException {
        String patch = "{\"" + Ledger.MARK + "\":\"" + mark() + "\",\"text\":null}";
        attempt(collection, id, mark(), () -> patch(collection, id, patch, "application/merge-patch+json"));
    }

    private void jsonPatch(String collection, String id) throws InterruptedException {
        String patch = "[{\"op\":\"add\",\"path\":\"/" + Ledger.MARK + "\",\"value\":\"" + mark() + "\"}]";
        attempt(collection, id, mark(), () -> patch(collection, id, patch, "application/json-patch+json"));
    }

    private Answer patch(String collection, String id, String patch, String type)
            throws IOException, InterruptedException {
        return rest.patch("/v1/" + collection + "/" + id, patch, type);
    }

    private void putOnWrongMatch(String collection, String id) throws InterruptedException {
        String body = document(id);
        attempt(
                collection,
                id,
                mark(),
                () -> rest.put("/v1/" + collection + "/" + id, body, "If-Match", "\"other.1\""));
    }

    private void delete(String collection, String id) throws InterruptedException {
        attempt(collection, id, null, () -> rest.delete("/v1/" + collection + "/" + id));
    }

    /** Sends back what it read, on the condition that it is still so: no change may come of it. */
    private void putTheSame(String collection, String id) throws InterruptedException {
        String target = "/v1/" + collection + "/" + id;
        try {
            Answer read = rest.get(target);
            if (read.status() != 200) {
                return;
            }
            String tag = read.headers().get("etag");
            Answer answer = rest.put(target, read.body(), "If-Match", tag);
            if (answer.status() == 200 && !tag.equals(answer.headers().get("etag"))) {
                ledger.fault("writing what was there already made a change: " + read + " -> " + answer);
            }
        } catch (IOException gone) {
            awaitServer();
        }
    }

    /** Creates with an idempotency key and asks again and again until it knows: then it was done exactly once. */
    private void createWithKey(String collection) throws InterruptedException {
        String body = "{\"" + Ledger.MARK + "\":\"" + mark() + "\"}";
        boolean known = false;
        while (!known) {
            try {
                Answer answer = rest.post("/v1/" + collection, body, "Idempotency-Key", "\"key-" + mark() + "\"");
                known = answer.status() != 409 && answer.status() != 503;
                if (known) {
                    settle(collection, null, mark(), answer);
                }
            } catch (IOException unknown) {
                awaitServer();
            }
            if (!known && stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                ledger.unknown(new Unknown(collection, null, mark()));
                return;
            }
        }
    }

    /** Puts the same id into each collection, all or none. */
    private void batch(String id) throws InterruptedException {
        StringBuilder operations = new StringBuilder("{\"operations\":[");
        for (String collection : collections) {
            operations.append(operations.charAt(operations.length() - 1) == '[' ? "" : ",");
            operations.append("{\"method\":\"PUT\",\"collection\":\"").append(collection);
            operations
                    .append("\",\"id\":\"")
                    .append(id)
                    .append("\",\"body\":")
                    .append(document(id))
                    .append('}');
        }
        String body = operations.append("]}").toString();
        try {
            Answer answer = rest.post("/v1", body);
            if (answer.status() != 200) {
                ledger.refused(mark());
                return;
            }
            JsonNode results = answer.json().path("results");
            for (int i = 0; i < collections.size(); i++) {
                acknowledgeResult(collections.get(i), id, results.path(i));
            }
        } catch (ConnectException | HttpConnectTimeoutException notSent) {
            awaitServer();
        } catch (IOException unknown) {
            collections.forEach(collection -> ledger.unknown(new Unknown(collection, id, mark())));
            awaitServer();
        }
    }

    private void acknowledgeResult(String collection, String id, JsonNode result) {
        String type = result.path("status").asInt() == 201 ? "created" : "updated";
        ledger.acknowledge(new Acknowledged(
                collection, type, id, mark(), result.path("revision").asLong(-1)));
    }

    /** A request. */
    private interface Request {
        Answer send() throws IOException, InterruptedException;
    }

    private void attempt(String collection, String id, String mark, Request request) throws InterruptedException {
        try {
            settle(collection, id, mark, request.send());
        } catch (ConnectException | HttpConnectTimeoutException notSent) {
            awaitServer();
        } catch (IOException unknown) {
            ledger.unknown(new Unknown(collection, id, mark));
            awaitServer();
        }
    }

    private void settle(String collection, String id, String mark, Answer answer) {
        switch (answer.status()) {
            case 200 -> acknowledge(collection, "updated", id, mark, answer);
            case 201 -> acknowledge(collection, "created", id, mark, answer);
            case 204 -> acknowledge(collection, "deleted", id, mark, answer);
            case 404, 409, 412, 503 -> refused(mark);
            case 504 -> ledger.unknown(new Unknown(collection, id, mark));
            default -> ledger.fault("an answer that was not to be expected: " + answer);
        }
    }

    private void acknowledge(String collection, String type, String id, String mark, Answer answer) {
        String written = id == null ? answer.json().path("id").asText() : id;
        long revision = answer.receipt().revision();
        ledger.acknowledge(new Acknowledged(collection, type, written, mark, revision));
    }

    private void refused(String mark) {
        if (mark != null) {
            ledger.refused(mark);
        }
    }

    /** Lets some time pass before it tries again, so that a server that is down is not flooded. */
    private void awaitServer() throws InterruptedException {
        stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
}
