package dev.tidings.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import dev.tidings.proof.history.Intent;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Outcome;
import dev.tidings.proof.history.Outcome.Applied;
import dev.tidings.proof.history.Outcome.Refused;
import dev.tidings.proof.history.Outcome.Unknown;
import dev.tidings.proof.history.Span;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Optional;

/** The writes of one client: each attempt, at whatever node, goes into the journal with what came of it. */
final class RecordedRest {

    /** A request, at a node. */
    interface Request {
        Answer send(RestClient node) throws IOException, InterruptedException;
    }

    private final String client;
    private final Journal journal;

    RecordedRest(String client, Journal journal) {
        this.client = client;
        this.journal = journal;
    }

    Outcome write(RestClient node, String collection, Intent intent, Request request) throws InterruptedException {
        long invoked = journal.now();
        Outcome outcome;
        try {
            Answer answer = request.send(node);
            expect(answer);
            outcome = Outcomes.of(intent, answer);
        } catch (ConnectException | HttpConnectTimeoutException notSent) {
            outcome = new Refused(0);
        } catch (IOException lost) {
            outcome = new Unknown(lost.toString(), false);
        }
        journal.add(new Write(span(node, invoked), collection, intent, outcome));
        return outcome;
    }

    /** Puts the same resource into each collection, all or none. */
    Outcome batch(RestClient node, List<String> collections, Intent intent, String document)
            throws InterruptedException {
        long invoked = journal.now();
        Optional<JsonNode> results = Optional.empty();
        Outcome outcome;
        try {
            Answer answer = node.post("/v1", operations(collections, intent.id(), document));
            expect(answer);
            results = Optional.of(answer).filter(Answer::isSuccess).map(ok -> ok.json()
                    .path("results"));
            outcome = answer.status() == 504 ? new Unknown("status 504", true) : new Refused(answer.status());
        } catch (ConnectException | HttpConnectTimeoutException notSent) {
            outcome = new Refused(0);
        } catch (IOException lost) {
            outcome = new Unknown(lost.toString(), false);
        }
        Span span = span(node, invoked);
        for (int i = 0; i < collections.size(); i++) {
            int index = i;
            Outcome other = outcome;
            Outcome one =
                    results.map(all -> result(intent.id(), all.path(index))).orElse(other);
            journal.add(new Write(span, collections.get(i), intent.inBatch(), one));
        }
        return outcome;
    }

    private static String operations(List<String> collections, String id, String document) {
        return collections.stream()
                .map(collection -> "{\"method\":\"PUT\",\"collection\":\"" + collection + "\",\"id\":\"" + id
                        + "\",\"body\":" + document + "}")
                .collect(java.util.stream.Collectors.joining(",", "{\"operations\":[", "]}"));
    }

    private static Outcome result(String id, JsonNode result) {
        String type = result.path("status").asInt() == 201 ? "created" : "updated";
        String tag = result.path("etag").asText();
        Position receipt =
                Position.parse(tag.replace("\"", "").replace('.', ':')).orElseThrow();
        return new Applied(type, id, receipt);
    }

    private void expect(Answer answer) {
        if (!Outcomes.isExpected(answer)) {
            journal.fault(client + ": an answer that was not to be expected: " + answer);
        }
    }

    private Span span(RestClient node, long invoked) {
        return new Span(client, node.endpoint().authority(), invoked, journal.now());
    }
}
