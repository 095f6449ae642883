package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.RawConnection;
import dev.tidings.http.exchange.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parsing cases of JSONTestSuite, each as a member of a resource: refused, or back to the letter. */
class ConformanceTest {

    private static RestServer server;
    private static RawConnection wire;

    @BeforeAll
    static void start() throws IOException {
        server = RestServer.start();
        wire = new RawConnection(server.port());
    }

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        server.close();
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/conformance/json"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aValueIsRefusedOrComesBackToTheLetter(Path file) throws IOException {
        byte[] value = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        String target = "/v1/cases/" + name.replaceAll("[^A-Za-z0-9._-]", "-");

        Reply reply = server.ask("PUT", target)
                .body("application/json", wrapped(value))
                .sendOn(wire);

        if (name.startsWith("n_") || name.startsWith("y_object_duplicated_key")) {
            assertThat(reply.isProblem(400)).as(reply.toString()).isTrue();
        } else if (name.startsWith("y_")) {
            assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        } else {
            assertThat(reply.status()).isIn(201, 400);
        }
        if (reply.status() == 201) {
            String text = server.ask("GET", target).sendOn(wire).text();
            assertThat(withoutSpace(text))
                    .endsWith(",\"v\":" + withoutSpace(new String(value, StandardCharsets.UTF_8)) + "}");
        }
    }

    private static byte[] wrapped(byte[] value) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"v\":".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(value);
        body.writeBytes("}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** White space within strings goes too, on both sides alike. */
    private static String withoutSpace(String json) {
        return json.replaceAll("[ \t\r\n]", "");
    }
}
