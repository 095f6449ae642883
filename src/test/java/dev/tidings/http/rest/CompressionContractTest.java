package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.EntityTags;
import dev.tidings.http.exchange.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionContractTest {

    private static RestServer server;
    private static Reply large;

    @BeforeAll
    static void start() {
        server = RestServer.start();
        server.put("/v1/c/small", "{}");
        large = server.put("/v1/c/large", "{\"a\":\"" + "x".repeat(2000) + "\"}");
        server.put("/v1/c/huge", "{\"a\":\"" + "xyz".repeat(100_000) + "\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply get(String target, String acceptEncoding) {
        return server.ask("GET", target).with("Accept-Encoding", acceptEncoding).send();
    }

    private static String unzip(Reply reply) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(reply.bytes()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aLargeAnswerIsCompressedWhereAskedFor() throws IOException {
        for (String target : new String[] {"/v1/c/large", "/v1/c/huge", "/v1/c", "/v1/c?since=0"}) {
            Reply reply = get(target, "gzip");

            assertThat(reply.header("content-encoding")).isEqualTo("gzip");
            assertThat(reply.header("vary")).contains("Accept-Encoding");
            assertThat(unzip(reply)).isEqualTo(server.get(target).text());
        }
        assertThat(get("/v1/c/small", "gzip").header("content-encoding")).isNull();
    }

    @Test
    void theTagTellsTheCoding() {
        Reply reply = get("/v1/c/large", "gzip");

        assertThat(reply.etag()).isEqualTo(EntityTags.coded(large.etag(), "gzip"));
        Reply known = server.ask("GET", "/v1/c/large")
                .with("Accept-Encoding", "gzip")
                .with("If-None-Match", reply.etag())
                .send();
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.etag()).isEqualTo(reply.etag());
    }

    @Test
    void aHeadTellsTheSame() {
        Reply head = server.ask("HEAD", "/v1/c/large")
                .with("Accept-Encoding", "gzip")
                .send();

        assertThat(head.headers()).isEqualTo(get("/v1/c/large", "gzip").headers());
    }

    @Test
    void aWritesAnswerIsCompressedToo() throws IOException {
        Reply reply = server.ask("PUT", "/v1/c/written")
                .with("Accept-Encoding", "gzip")
                .json("{\"a\":\"" + "x".repeat(2000) + "\"}")
                .send();

        assertThat(reply.etag()).endsWith("-gzip\"");
        assertThat(unzip(reply)).isEqualTo(server.get("/v1/c/written").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip;q=0 | false",
                "identity | false",
                "br, deflate | false",
                "*;q=0 | false",
                "gzip;q=0, * | false",
                "gzip;q=0.5, identity;q=1 | false",
                "*;q=0.1 | true",
                "GZIP;q=0.001 | true",
                "br, gzip;q=0.5 | true",
                "x-gzip | true",
                "gzip, identity;q=0.5 | true"
            })
    void weightsDecide(String acceptEncoding, boolean compressed) {
        assertThat(get("/v1/c/large", acceptEncoding).header("content-encoding") != null)
                .isEqualTo(compressed);
    }
}
