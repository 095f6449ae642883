package dev.tidings.http.watch;

import dev.tidings.feed.SubscriptionSpec;
import dev.tidings.filter.Filter;
import dev.tidings.http.watch.ClientFrame.Authenticate;
import dev.tidings.http.watch.ClientFrame.NoObject;
import dev.tidings.http.watch.ClientFrame.Ping;
import dev.tidings.http.watch.ClientFrame.Refused;
import dev.tidings.http.watch.ClientFrame.Subscribe;
import dev.tidings.http.watch.ClientFrame.Unsubscribe;
import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.JsonText.Kind;
import dev.tidings.model.JsonText.Member;
import dev.tidings.model.Names;
import dev.tidings.model.Position;
import dev.tidings.model.TidingsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what clients send, strictly: what is not known is refused, so that it can get a meaning later. */
final class ClientFrames {

    private static final Set<String> SUBSCRIBE =
            Set.of("type", "subscription", "collection", "id", "filter", "fields", "snapshot", "since", "mode");
    private static final int MAX_NAME = 64;

    private final JsonText frame;
    private final String member;

    private ClientFrames(JsonText frame) {
        this.frame = frame;
        this.member =
                nameOf(frame).map(name -> ",\"subscription\":" + name.text()).orElse("");
    }

    static ClientFrame parse(byte[] message) {
        JsonText frame;
        try {
            frame = JsonText.parse(message, JsonText.MAX_DEPTH);
        } catch (TidingsException notJson) {
            return new NoObject();
        }
        if (frame.kind() != Kind.OBJECT) {
            return new NoObject();
        }
        ClientFrames reader = new ClientFrames(frame);
        try {
            return reader.read();
        } catch (TidingsException refusal) {
            return new Refused(reader.member, refusal);
        }
    }

    private ClientFrame read() {
        String type = text("type").orElseThrow(() -> bad("A frame has a type."));
        return switch (type) {
            case "ping" -> {
                allow(Set.of("type"));
                yield new Ping();
            }
            case "authenticate" -> {
                allow(Set.of("type", "token"));
                yield new Authenticate(text("token").orElseThrow(() -> bad("authenticate has a token.")));
            }
            case "subscribe" -> subscribe();
            case "unsubscribe" -> {
                allow(Set.of("type", "subscription"));
                yield new Unsubscribe(name(), member);
            }
            default -> throw bad("There is no frame of that type.");
        };
    }

    private Subscribe subscribe() {
        allow(SUBSCRIBE);
        String name = name();
        String collection = text("collection")
                .filter(Names::isCollection)
                .orElseThrow(() -> bad("subscribe has a collection, by its name."));
        Optional<String> id = text("id");
        if (id.isPresent() && !Names.isId(id.get())) {
            throw bad("id is no resource's id.");
        }
        Filter filter = text("filter").map(Filter::parse).orElse(null);
        SubscriptionSpec spec = new SubscriptionSpec(
                since().orElse(null),
                flag("snapshot"),
                WatchRequest.isLatest(text("mode").orElse("every")));
        return new Subscribe(name, member, new WatchRequest(collection, id.orElse(null), filter, fields(), spec));
    }

    private String name() {
        return nameOf(frame)
                .orElseThrow(() -> bad("subscription is a name of 1 to " + MAX_NAME + " characters."))
                .string();
    }

    /** The name that a frame gives, where it is one. */
    private static Optional<JsonText> nameOf(JsonText frame) {
        return frame.member("subscription").filter(value -> {
            if (value.kind() != Kind.STRING) {
                return false;
            }
            String name = value.string();
            return !name.isEmpty() && name.codePointCount(0, name.length()) <= MAX_NAME;
        });
    }

    private Optional<Position> since() {
        return frame.member("since").map(value -> switch (value.kind()) {
            case NUMBER -> WatchRequest.position(value.text());
            case STRING -> WatchRequest.position(value.string());
            default -> throw bad("since is a number or a text.");
        });
    }

    /** A list, or one text with commas as it would stand in a query. */
    private List<String> fields() {
        List<String> paths = frame.member("fields")
                .map(value -> switch (value.kind()) {
                    case STRING -> List.of(value.string().split(",", -1));
                    case ARRAY ->
                        value.elements().stream().map(ClientFrames::path).toList();
                    default -> throw bad("fields is a list of paths.");
                })
                .orElse(List.of());
        WatchFields.check(paths);
        return paths;
    }

    private static String path(JsonText element) {
        if (element.kind() != Kind.STRING) {
            throw bad("fields is a list of paths.");
        }
        return element.string();
    }

    private boolean flag(String name) {
        return frame.member(name)
                .map(value -> switch (value.kind()) {
                    case TRUE -> true;
                    case FALSE -> false;
                    default -> throw bad(name + " is true or false.");
                })
                .orElse(false);
    }

    private Optional<String> text(String name) {
        return frame.member(name).map(value -> {
            if (value.kind() != Kind.STRING) {
                throw bad(name + " is a text.");
            }
            return value.string();
        });
    }

    private void allow(Set<String> known) {
        for (Member one : frame.members()) {
            if (!known.contains(one.name())) {
                throw bad("There is no such member here: " + one.name() + ".");
            }
        }
    }

    private static TidingsException bad(String detail) {
        return TidingsException.of(Code.BAD_REQUEST, detail);
    }
}
