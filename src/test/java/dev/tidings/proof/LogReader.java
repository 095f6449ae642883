package dev.tidings.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.LoggedChange;
import dev.tidings.proof.history.Operation;
import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Operation.Listing;
import dev.tidings.proof.history.Operation.Page;
import dev.tidings.proof.history.Operation.Read;
import dev.tidings.proof.history.Span;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads resources, lists and pages of changes from one node, and notes in the journal what it was told. */
final class LogReader {

    private static final int GONE = 410;

    private final String name;
    private final RestClient rest;
    private final Journal journal;

    LogReader(String name, RestClient rest, Journal journal) {
        this.name = name;
        this.rest = rest;
        this.journal = journal;
    }

    /** The newest position of a collection. */
    Position head(String collection) throws IOException, InterruptedException {
        JsonNode page = expect(200, rest.get("/v1/" + collection + "?limit=1")).json();
        return new Position(page.path("epoch").asText(), page.path("revision").asLong());
    }

    /** At quiet: the whole log, as far as it reaches back, and every resource. */
    void readAll(String collection) throws IOException, InterruptedException {
        Position position = new Position(head(collection).epoch(), 0);
        boolean more = true;
        while (more) {
            Operation told = changes(collection, position, "&limit=1000");
            position = next(told);
            more = !(told instanceof Page page) || page.more();
        }
        listAll(collection);
    }

    /** A page of the changes after a position, or that they are gone. */
    Operation changes(String collection, Position since, String query) throws IOException, InterruptedException {
        long invoked = journal.now();
        Answer answer = rest.get("/v1/" + collection + "?since=" + since + query);
        Span span = span(invoked);
        Operation told = answer.status() == GONE
                ? gone(span, collection, since, answer)
                : page(span, collection, since, expect(200, answer).json());
        journal.add(told);
        return told;
    }

    /** Where a reader goes on after this. */
    static Position next(Operation told) {
        return told instanceof Gone gone ? new Position(gone.epoch(), gone.floor()) : ((Page) told).to();
    }

    private static Page page(Span span, String collection, Position since, JsonNode json) {
        List<LoggedChange> changes = new ArrayList<>();
        json.path("changes").forEach(frame -> changes.add(LoggedChange.of(frame)));
        Position to =
                new Position(json.path("epoch").asText(), json.path("revision").asLong());
        return new Page(span, collection, since, to, json.path("more").asBoolean(), changes);
    }

    /** What a 410 tells. */
    static Gone gone(Span span, String collection, Position since, Answer answer) {
        JsonNode problem = answer.json();
        return new Gone(
                span,
                collection,
                since,
                problem.path("epoch").asText(),
                problem.path("floor").asLong(-1),
                problem.path("revision").asLong(-1));
    }

    /**
     * Every resource. Where they take several pages and something is written meanwhile, it is no list of any one moment, and
     * not noted.
     */
    void listAll(String collection) throws IOException, InterruptedException {
        Map<String, JsonNode> items = new TreeMap<>();
        Set<Position> heads = new HashSet<>();
        long invoked = journal.now();
        String after = "";
        do {
            JsonNode page = expect(200, rest.get("/v1/" + collection + "?limit=1000" + after))
                    .json();
            for (JsonNode item : page.path("items")) {
                if (items.put(item.path("id").asText(), item) != null) {
                    journal.fault("listed twice: " + item);
                }
            }
            heads.add(new Position(
                    page.path("epoch").asText(), page.path("revision").asLong()));
            String next = page.path("next").asText();
            after = next.isEmpty() ? "" : "&after=" + URLEncoder.encode(next, UTF_8);
        } while (!after.isEmpty());
        if (heads.size() == 1) {
            journal.add(new Listing(span(invoked), collection, heads.iterator().next(), items));
        }
    }

    void read(String collection, String id) throws IOException, InterruptedException {
        long invoked = journal.now();
        Answer answer = rest.get("/v1/" + collection + "/" + id);
        Span span = span(invoked);
        if (answer.status() == 404) {
            journal.add(new Read(span, collection, id, null, null));
        } else {
            Position version = expect(200, answer).version();
            journal.add(new Read(span, collection, id, version, answer.json()));
        }
    }

    private Span span(long invoked) {
        return new Span(name, rest.endpoint().authority(), invoked, journal.now());
    }

    private static Answer expect(int status, Answer answer) throws IOException {
        if (answer.status() == 503) {
            throw new IOException("not now: " + answer);
        }
        if (answer.status() != status) {
            throw new AssertionError("an answer that was not to be expected: " + answer);
        }
        return answer;
    }
}
