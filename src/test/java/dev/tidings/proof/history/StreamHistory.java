package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one watcher was told over all its connections.
 *
 * @param held what it holds at the end, by id
 * @param faults what the contract forbids whatever the log says
 */
public record StreamHistory(
        String name, String collection, List<Event> events, Map<String, JsonNode> held, List<String> faults) {

    /** How often it went on at another node from where it had been told at the one before. */
    long resumedElsewhere() {
        List<Begun> beginnings = events.stream()
                .filter(Begun.class::isInstance)
                .map(Begun.class::cast)
                .toList();
        return IntStream.range(1, beginnings.size())
                .filter(i -> beginnings.get(i).isResumedFrom(beginnings.get(i - 1)))
                .count();
    }

    /** Something that was recorded, and when it had come in. */
    public sealed interface Event {
        long at();
    }

    /** A connection began: where, what was asked, and what {@code subscribed} said. */
    public record Begun(long at, String node, WatchRequest asked, Position beginning, long head, boolean reset)
            implements Event {

        private boolean isResumedFrom(Begun before) {
            return !node.equals(before.node) && asked.since() != null && !reset;
        }

        @Override
        public String toString() {
            return Span.time(at) + " subscribed at " + node + " from " + beginning + ", head " + head
                    + (reset ? ", reset" : "");
        }
    }

    /** A frame: {@code content} is the hash of its resource, 0 without one. */
    public record Seen(long at, String type, long revision, String id, int content) implements Event {

        @Override
        public String toString() {
            return Span.time(at) + " " + type + " " + revision + (id == null ? "" : " " + id);
        }
    }

    /**
     * Its position is of no use any more: a 410 answered its request, which the history has as an operation, or came as a
     * frame, which does not tell why.
     */
    public record Ended(long at, boolean byFrame) implements Event {}
}
