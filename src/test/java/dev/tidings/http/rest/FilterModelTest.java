package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Random writes and random filters: lists, exports and pages of changes, each judged by a small model of its own. */
class FilterModelTest {

    private static final int STEPS = 300;
    private static final String COLLECTION = "/v1/m";

    /** A resource as the model knows it. */
    private record Known(Integer n, String s) {

        String json() {
            return "{" + (n == null ? "" : "\"n\":" + n + ",") + "\"s\":\"" + s + "\"}";
        }
    }

    /** A filter and what it means. */
    private record Meaning(String text, Predicate<Known> test) {}

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Known> resources = new TreeMap<>();
    private final List<Step> log = new ArrayList<>();

    private record Step(String id, Known before, Known after) {

        /** What it is to who wants these, as type and id; null for nothing. */
        String told(Predicate<Known> wanted) {
            boolean was = before != null && wanted.test(before);
            boolean is = after != null && wanted.test(after);
            if (before == null || after == null) {
                return was || is ? (before == null ? "created " : "deleted ") + id : null;
            }
            return was && is ? "updated " + id : is ? "entered " + id : was ? "left " + id : null;
        }
    }

    @Test
    void everyReadHasWhatItsFilterMeans() throws IOException {
        try (RestServer server = RestServer.start();
                RawConnection wire = new RawConnection(server.port())) {
            for (int step = 0; step < STEPS; step++) {
                write(server, wire);
                Meaning wanted = filter(2);
                String where = "seed " + seed + ", step " + step + ": " + wanted.text();
                switch (random.nextInt(3)) {
                    case 0 -> checkList(server, wire, wanted, where);
                    case 1 -> checkExport(server, wire, wanted, where);
                    default -> checkChanges(server, wire, wanted, where);
                }
            }
        }
    }

    private void write(RestServer server, RawConnection wire) throws IOException {
        String id = "r" + random.nextInt(12);
        Known before = resources.get(id);
        if (before != null && random.nextInt(4) == 0) {
            server.ask("DELETE", COLLECTION + "/" + id).sendOn(wire);
            resources.remove(id);
            log.add(new Step(id, before, null));
            return;
        }
        Known after = new Known(random.nextInt(4) == 0 ? null : random.nextInt(5), "abc".substring(random.nextInt(3)));
        server.ask("PUT", COLLECTION + "/" + id).json(after.json()).sendOn(wire);
        if (!after.equals(before)) {
            resources.put(id, after);
            log.add(new Step(id, before, after));
        }
    }

    private Meaning filter(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return comparison(random.nextInt(5), "abc".substring(random.nextInt(3)));
        }
        Meaning left = filter(depth - 1);
        Meaning right = filter(depth - 1);
        return random.nextBoolean()
                ? new Meaning(
                        "(" + left.text() + ";" + right.text() + ")",
                        left.test().and(right.test()))
                : new Meaning(
                        "(" + left.text() + "," + right.text() + ")",
                        left.test().or(right.test()));
    }

    private Meaning comparison(int k, String s) {
        return switch (random.nextInt(9)) {
            case 0 -> new Meaning("n==" + k, known -> known.n() != null && known.n() == k);
            case 1 -> new Meaning("n!=" + k + ".0", known -> known.n() == null || known.n() != k);
            case 2 -> new Meaning("n=lt=" + k, known -> known.n() != null && known.n() < k);
            case 3 -> new Meaning("n=ge=" + k, known -> known.n() != null && known.n() >= k);
            case 4 -> new Meaning("n=ex=false", known -> known.n() == null);
            case 5 -> new Meaning("s=='" + s + "'", known -> known.s().equals(s));
            case 6 -> new Meaning("s=out=(" + s + ",x)", known -> !known.s().equals(s));
            case 7 -> new Meaning("s==*" + s, known -> known.s().endsWith(s));
            default -> new Meaning("s=gt=" + s, known -> known.s().compareTo(s) > 0);
        };
    }

    private static String query(Meaning wanted) {
        return "filter=" + URLEncoder.encode(wanted.text(), StandardCharsets.UTF_8);
    }

    private List<String> expected(Meaning wanted) {
        return resources.entrySet().stream()
                .filter(one -> wanted.test().test(one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void checkList(RestServer server, RawConnection wire, Meaning wanted, String where) throws IOException {
        List<String> expected = expected(wanted);
        boolean sorted = random.nextBoolean();
        List<String> ids = new ArrayList<>();
        String target = COLLECTION + "?count=true&limit=" + (1 + random.nextInt(6)) + (sorted ? "&sort=-id&" : "&")
                + query(wanted);
        while (target != null) {
            Reply page = server.ask("GET", target).sendOn(wire);
            assertThat(page.status()).as(where).isEqualTo(200);
            assertThat(page.json().getInteger("count")).as(where).isEqualTo(expected.size());
            page.json().getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("id")));
            String link = page.header("link");
            target = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        List<String> inOrder = new ArrayList<>(expected);
        inOrder.sort(sorted ? Comparator.reverseOrder() : Comparator.naturalOrder());
        assertThat(ids).as(where).isEqualTo(inOrder);
    }

    private void checkExport(RestServer server, RawConnection wire, Meaning wanted, String where) throws IOException {
        Reply export = server.ask("GET", COLLECTION + "?" + query(wanted))
                .with("Accept", "application/x-ndjson")
                .sendOn(wire);
        assertThat(export.text().lines().map(line -> new JsonObject(line).getString("id")))
                .as(where)
                .containsExactlyElementsOf(expected(wanted));
    }

    private void checkChanges(RestServer server, RawConnection wire, Meaning wanted, String where) throws IOException {
        int limit = 1 + random.nextInt(200);
        long since = random.nextInt(log.size() + 1);
        List<String> expected = log.subList((int) since, log.size()).stream()
                .map(step -> step.told(wanted.test()))
                .filter(told -> told != null)
                .toList();
        List<String> told = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonObject page = server.ask(
                            "GET", COLLECTION + "?since=" + since + "&limit=" + limit + "&" + query(wanted))
                    .sendOn(wire)
                    .json();
            page.getJsonArray("changes").stream()
                    .map(frame -> (JsonObject) frame)
                    .forEach(frame -> told.add(frame.getString("type") + " " + frame.getString("id")));
            since = page.getLong("revision");
            more = page.getBoolean("more");
        }
        assertThat(told).as(where).isEqualTo(expected);
        assertThat(since).as(where).isEqualTo(log.size());
    }
}
