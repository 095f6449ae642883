package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.proof.history.Operation.Gone;
import dev.tidings.proof.history.Operation.Listing;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Outcome.Unknown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds a history against the contract. First it puts the log together, which gives the order of everything; then it asks
 * of each client whether what it did and saw fits into that order, and into the time in which it did and saw it.
 */
public final class HistoryChecker {

    private final History history;
    private final List<String> found = new ArrayList<>();

    private HistoryChecker(History history) {
        this.history = history;
        found.addAll(history.faults());
    }

    public static Verdict check(History history) {
        HistoryChecker checker = new HistoryChecker(history);
        Map<String, Log> logs = new TreeMap<>();
        for (String collection : history.collections()) {
            logs.put(collection, checker.checkCollection(collection));
        }
        Faults faults = new Faults("batches");
        new BatchCheck(logs, faults).check(history);
        checker.found.addAll(faults.found());
        long resumed = history.streams().stream()
                .mapToLong(StreamHistory::resumedElsewhere)
                .sum();
        return new Verdict(List.copyOf(checker.found), resumed, unanswered(history));
    }

    private static List<String> unanswered(History history) {
        return history.operations().stream()
                .filter(operation -> operation instanceof Write write
                        && write.outcome() instanceof Unknown unknown
                        && !unknown.isAnswered())
                .map(Operation::toString)
                .toList();
    }

    private Log checkCollection(String collection) {
        Faults faults = new Faults(collection);
        List<Operation> operations = history.of(Operation.class, collection).toList();
        List<StreamHistory> streams = history.streams().stream()
                .filter(stream -> stream.collection().equals(collection))
                .toList();
        List<Gone> gone = history.of(Gone.class, collection).toList();
        Log log = new LogAssembly(history, collection, faults).assemble(gone);

        Timeline timeline = new Timeline(log.head());
        new WriteCheck(log, history.of(Write.class, collection).toList(), timeline, faults).run(history.allWrites());
        Sightings sightings = new Sightings(log, timeline);
        operations.forEach(sightings::see);
        streams.forEach(sightings::see);
        timeline.settle(log, faults);

        ReadCheck reads = new ReadCheck(log, timeline, faults);
        operations.forEach(reads::check);
        reads.checkListings(history.of(Listing.class, collection).toList());
        gone.forEach(new GoneCheck(log, timeline, faults)::check);
        found.addAll(faults.found());
        streams.forEach(stream -> checkStream(log, stream));
        return log;
    }

    private void checkStream(Log log, StreamHistory stream) {
        Faults faults = new Faults(stream.name());
        StreamCheck check = new StreamCheck(log, stream, faults);
        check.run();
        if (check.isWhole()) {
            Map<String, JsonNode> state = new HashMap<>();
            log.changes().forEach(change -> change.applyTo(state));
            state.values().removeIf(resource -> !check.selects(resource));
            new ReadCheck(log, new Timeline(log.head()), faults)
                    .compare(() -> "its set", stream.held(), state, log.head());
        }
        found.addAll(faults.found());
    }
}
