package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import dev.tidings.resource.CollectionOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaContractTest {

    private static final String SCHEMA =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "required": ["price"],
              "additionalProperties": false,
              "properties": {
                "price": {"type": "number", "minimum": 0},
                "count": {"type": "integer", "multipleOf": 5},
                "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}}
              },
              "$defs": {"tag": {"type": "string", "maxLength": 3}}
            }
            """;

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start("goods", new CollectionOptions(false, SCHEMA));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String pointers(Reply reply) {
        assertThat(reply.isProblem(422)).as(reply.toString()).isTrue();
        return reply.json().getJsonArray("errors").stream()
                .map(error -> ((io.vertx.core.json.JsonObject) error).getString("pointer"))
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void whatMatchesIsTaken() {
        Reply created = server.post("/v1/goods", "{\"price\":1.10,\"count\":10,\"tags\":[\"a\"]}");

        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(server.put(created.header("location"), created.text()).status())
                .isEqualTo(200);
    }

    @Test
    void whatDoesNotIsPointedAt() {
        assertThat(pointers(server.post("/v1/goods", "{\"price\":-1,\"tags\":[\"ok\",\"long\",7]}")))
                .isEqualTo("[/price, /tags/1, /tags/2]");
        assertThat(pointers(server.put("/v1/goods/a", "{}"))).isEqualTo("[/price]");
        assertThat(pointers(server.put("/v1/goods/a", "{\"price\":1,\"a/b\":1}")))
                .isEqualTo("[/a~1b]");
    }

    @Test
    void aPatchIsJudgedByItsResult() {
        server.put("/v1/goods/patched", "{\"price\":1}");

        assertThat(pointers(server.merge("/v1/goods/patched", "{\"price\":null}")))
                .isEqualTo("[/price]");
        assertThat(pointers(server.patch(
                        "/v1/goods/patched", "[{\"op\":\"add\",\"path\":\"/tags\",\"value\":[\"long\"]}]")))
                .isEqualTo("[/tags/0]");
        assertThat(server.merge("/v1/goods/patched", "{\"count\":5}").status()).isEqualTo(200);
    }

    @Test
    void aLineOfALoadIsJudgedToo() {
        Reply reply = server.ask("POST", "/v1/goods")
                .body("application/x-ndjson", "{\"price\":1}\n{}\n")
                .send();

        assertThat(reply.json().getLong("created")).isEqualTo(1);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getInteger("status"))
                .isEqualTo(422);
    }

    @Test
    void numbersOfAnySizeAreJudged() {
        String digits = "9".repeat(300_000);
        for (String number : new String[] {"1e99999999999", "1e-99999999999", digits, "0." + digits, "1e" + digits}) {
            assertThat(server.post("/v1/goods", "{\"price\":" + number + "}").status())
                    .isEqualTo(201);
            assertThat(server.post("/v1/goods", "{\"price\":-" + number + "}").isProblem(422))
                    .as(number.length() > 99 ? "long " + number.length() : number)
                    .isTrue();
        }
        assertThat(server.post("/v1/goods", "{\"price\":0,\"count\":1.5e1}").status())
                .isEqualTo(201);
        assertThat(server.post("/v1/goods", "{\"price\":0,\"count\":1e999999999}")
                        .status())
                .isEqualTo(201);
        assertThat(server.post("/v1/goods", "{\"price\":0,\"count\":12345678901234567890123456789012}")
                        .isProblem(422))
                .isTrue();
        assertThat(server.post("/v1/goods", "{\"price\":0,\"count\":5.5}").isProblem(422))
                .isTrue();
    }
}
