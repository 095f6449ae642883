package dev.tidings.proof.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import java.util.List;
import java.util.Map;

/** One request of one client and what came of it. A request that is tried again is another operation. */
public sealed interface Operation {

    Span span();

    String collection();

    /** An attempt to write. */
    record Write(Span span, String collection, Intent intent, Outcome outcome) implements Operation {

        @Override
        public String toString() {
            return intent.toString(collection) + " by " + span + ": " + outcome;
        }
    }

    /** A resource that was read: its version and content, or both null where it was not there. */
    record Read(Span span, String collection, String id, Position version, JsonNode content) implements Operation {

        @Override
        public String toString() {
            return "GET " + collection + "/" + id + " by " + span + ": " + (version == null ? "404" : version);
        }
    }

    /** All resources of a collection as of its revision {@code head}. */
    record Listing(Span span, String collection, Position head, Map<String, JsonNode> items) implements Operation {

        @Override
        public String toString() {
            return "GET " + collection + " by " + span + ": " + items.size() + " items as of " + head;
        }
    }

    /** A page of changes, of everything after {@code since} up to {@code to}. */
    record Page(Span span, String collection, Position since, Position to, boolean more, List<LoggedChange> changes)
            implements Operation {

        @Override
        public String toString() {
            return "GET " + collection + "?since=" + since + " by " + span + ": to " + to + (more ? " and more" : "");
        }
    }

    /** A 410: who wanted to go on from {@code since} was told of another epoch, a floor above it or a head below it. */
    record Gone(Span span, String collection, Position since, String epoch, long floor, long head)
            implements Operation {

        @Override
        public String toString() {
            return "GET " + collection + " since " + since + " by " + span + ": 410 with epoch " + epoch + ", floor "
                    + floor + ", head " + head;
        }
    }
}
