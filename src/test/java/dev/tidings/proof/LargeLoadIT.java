package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.model.Position;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many lines go in and come out through a small heap; {@code -Dproof.lines=1000000} for a million. */
class LargeLoadIT {

    private static final int LINES = Integer.getInteger("proof.lines", 50_000);
    private static final int BAD_EVERY = LINES / 50;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whatIsLoadedIsExportedToTheLetter(@TempDir Path directory) throws Exception {
        try (ServerProcess server =
                ServerProcess.in(directory).withJvm("-Xmx80m").start()) {
            RestClient rest = new RestClient(server.endpoint());
            Position head = load(rest);
            HttpResponse<Stream<String>> export = rest.lines("/v1/parts", "Accept", "application/x-ndjson");
            assertThat(export.statusCode()).isEqualTo(200);
            Optional<String> asOf = export.headers().firstValue("Tidings-Revision");
            assertThat(asOf).contains(head.toString());
            BitSet seen = new BitSet(LINES);
            try (Stream<String> lines = export.body()) {
                lines.forEach(line -> check(line, seen));
            }
            assertThat(seen.cardinality()).isEqualTo(LINES - badLines());
            assertThat(server.isAlive()).as(server::log).isTrue();
            assertThat(server.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private static Position load(RestClient rest) throws Exception {
        Answer answer =
                rest.load("/v1/parts", BodyPublishers.ofInputStream(() -> new BulkLines(LINES, LargeLoadIT::line)));
        assertThat(answer.status()).as(answer::toString).isEqualTo(200);
        JsonNode report = answer.json();
        assertThat(report.path("created").asInt()).isEqualTo(LINES - badLines());
        assertThat(report.path("failed").asInt()).isEqualTo(badLines());
        assertThat(report.path("errors")).hasSize(Math.min(100, badLines()));
        assertThat(report.path("errors").path(0).path("line").asInt()).isEqualTo(1);
        assertThat(report.path("errors").path(1).path("line").asInt()).isEqualTo(BAD_EVERY + 1);
        assertThat(report.path("errors").path(1).path("status").asInt()).isEqualTo(400);
        assertThat(answer.receipt().revision()).isEqualTo(LINES - badLines());
        return answer.receipt();
    }

    private static int badLines() {
        return (LINES + BAD_EVERY - 1) / BAD_EVERY;
    }

    private static String line(int number) {
        return number % BAD_EVERY == 0 ? "{\"broken\":" : "{\"id\":\"p" + number + "\"," + own(number);
    }

    /** The client's own members of a resource, and the brace that ends it. */
    private static String own(int number) {
        return "\"number\":" + number + ",\"price\":1.10,\"mass\":1e400,\"name\":\"Teil \\u00e9 漢 " + number
                + "\",\"text\":\"" + "abcdefghij".repeat(number % 12) + "\"}";
    }

    private static void check(String line, BitSet seen) {
        int from = "{\"id\":\"p".length();
        int number = Integer.parseInt(line.substring(from, line.indexOf('"', from)));
        assertThat(line).endsWith("\"," + own(number));
        assertThat(seen.get(number)).as("exported twice: %d", number).isFalse();
        seen.set(number);
    }
}
