package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random requests, each judged by a small model of the contract. */
class RestModelTest {

    private static final int STEPS = 800;
    private static final String[] IDS = {"a", "b", "c"};

    /** A resource as the model knows it: its one member and its revision. */
    private record Known(int n, long revision) {}

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Known> resources = new TreeMap<>();
    private long head;

    @Test
    void everyAnswerIsWhatTheContractSays() throws IOException {
        try (RestServer server = RestServer.start();
                RawConnection wire = new RawConnection(server.port())) {
            for (int step = 0; step < STEPS; step++) {
                step(server, wire, "seed " + seed + ", step " + step);
            }
            assertThat(server.get("/v1/m?count=true").json().getLong("count")).isEqualTo(resources.size());
        }
    }

    private void step(RestServer server, RawConnection wire, String where) throws IOException {
        String epoch = server.store().epoch();
        String id = IDS[random.nextInt(IDS.length)];
        Known known = resources.get(id);
        int n = random.nextInt(3);
        String method = new String[] {"PUT", "PUT", "PATCH", "DELETE", "GET", "POST"}[random.nextInt(6)];
        Ask ask = server.ask(method, method.equals("POST") ? "/v1/m" : "/v1/m/" + id);
        Long ifMatch = random.nextInt(3) == 0 ? revision(known) : null;
        Long ifNoneMatch = random.nextInt(3) == 0 ? revision(known) : null;
        if (ifMatch != null) {
            ask.with("If-Match", "\"" + epoch + "." + ifMatch + "\"");
        }
        if (ifNoneMatch != null) {
            ask.with("If-None-Match", "\"" + epoch + "." + ifNoneMatch + "\"");
        }
        if (method.equals("POST")) {
            ask.json("{\"id\":\"" + id + "\",\"n\":" + n + "}");
        } else if (method.startsWith("P")) {
            ask.json("{\"n\":" + n + "}");
        }
        int expected = expected(method, known, ifMatch, ifNoneMatch);
        Reply reply = ask.sendOn(wire);
        assertThat(reply.status())
                .as(where + ": " + method + " " + known + "\n" + reply)
                .isEqualTo(expected);
        apply(method, id, n, known, expected);
        check(method, id, expected, reply, where);
    }

    /** The present revision, or one that is not. */
    private long revision(Known known) {
        return known != null && random.nextBoolean() ? known.revision() : head + 1 + random.nextInt(3);
    }

    private static int expected(String method, Known known, Long ifMatch, Long ifNoneMatch) {
        boolean matches = ifMatch == null || (known != null && ifMatch == known.revision());
        boolean excluded = ifNoneMatch != null && known != null && ifNoneMatch == known.revision();
        return switch (method) {
            case "POST" -> known == null ? 201 : 409;
            case "PUT" -> !matches || excluded ? 412 : known == null ? 201 : 200;
            case "GET" -> known == null ? 404 : !matches ? 412 : excluded ? 304 : 200;
            case "PATCH" -> known == null ? 404 : !matches || excluded ? 412 : 200;
            default -> known == null ? 404 : !matches || excluded ? 412 : 204;
        };
    }

    private void apply(String method, String id, int n, Known known, int status) {
        if (status == 204) {
            resources.remove(id);
            head++;
        } else if (status == 201 || (status == 200 && !method.equals("GET") && known.n() != n)) {
            resources.put(id, new Known(n, ++head));
        }
    }

    private void check(String method, String id, int status, Reply reply, String where) {
        if (status == 200 || status == 201) {
            Known now = resources.get(id);
            assertThat(reply.json().getLong("revision")).as(where).isEqualTo(now.revision());
            assertThat(reply.json().getInteger("n")).as(where).isEqualTo(now.n());
            assertThat(reply.etag()).as(where).endsWith("." + now.revision() + "\"");
            if (!method.equals("GET")) {
                assertThat(reply.receipt()).as(where).isEqualTo(now.revision());
            }
        } else if (status == 204) {
            assertThat(reply.receipt()).as(where).isEqualTo(head);
        } else if (status != 304) {
            assertThat(reply.isProblem(status)).as(where).isTrue();
        }
    }
}
