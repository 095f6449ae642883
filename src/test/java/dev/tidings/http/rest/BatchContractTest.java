package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchContractTest {

    private static RestServer server;

    @BeforeAll
    static void start() {
        server = RestServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Reply batch(String... operations) {
        return server.post("/v1", "{\"operations\":[" + String.join(",", operations) + "]}");
    }

    @Test
    void operationsSeeWhatThoseBeforeThemDid() {
        Reply reply = batch(
                "{\"method\":\"POST\",\"collection\":\"seen\",\"body\":{\"id\":\"a\",\"n\":1.10}}",
                "{\"method\":\"PATCH\",\"collection\":\"seen\",\"id\":\"a\",\"body\":{\"m\":2}}",
                "{\"method\":\"PATCH\",\"collection\":\"seen\",\"id\":\"a\","
                        + "\"contentType\":\"application/json-patch+json\","
                        + "\"body\":[{\"op\":\"test\",\"path\":\"/revision\",\"value\":2}]}",
                "{\"method\":\"PUT\",\"collection\":\"seen\",\"id\":\"b\",\"body\":{},\"ifNoneMatch\":\"*\"}",
                "{\"method\":\"DELETE\",\"collection\":\"seen\",\"id\":\"b\"}");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        JsonArray results = reply.json().getJsonArray("results");
        assertThat(results.stream().map(one -> ((JsonObject) one).getInteger("status")))
                .containsExactly(201, 200, 200, 201, 204);
        assertThat(results.stream().map(one -> ((JsonObject) one).getInteger("revision")))
                .containsExactly(1, 2, 2, 3, 4);
        assertThat(results.getJsonObject(0).getString("etag")).endsWith(".1\"");
        assertThat(results.getJsonObject(4).fieldNames()).containsExactly("status", "id", "revision");
        assertThat(reply.text()).contains("\"n\":1.10,\"m\":2}");
        assertThat(reply.receipt()).isEqualTo(4);
    }

    @Test
    void allOrNothingOverAllCollections() {
        server.put("/v1/first/a", "{}");

        Reply reply = batch(
                "{\"method\":\"PUT\",\"collection\":\"first\",\"id\":\"a\",\"body\":{\"x\":1}}",
                "{\"method\":\"POST\",\"collection\":\"second\",\"body\":{}}",
                "{\"method\":\"DELETE\",\"collection\":\"second\",\"id\":\"none\"}",
                "{\"method\":\"DELETE\",\"collection\":\"second\",\"id\":\"none\"}");

        assertThat(reply.isProblem(404)).isTrue();
        assertThat(reply.json().getInteger("operation")).isEqualTo(2);
        assertThat(server.get("/v1/first").json().getLong("revision")).isEqualTo(1);
        assertThat(server.get("/v1/second").json().getLong("revision")).isZero();
    }

    @Test
    void aReceiptNamesOneCollectionOnly() {
        Reply reply = batch(
                "{\"method\":\"POST\",\"collection\":\"one\",\"body\":{}}",
                "{\"method\":\"POST\",\"collection\":\"two\",\"body\":{}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("tidings-revision")).isNull();
    }

    @Test
    void aFailedConditionNamesItsOperation() {
        server.put("/v1/conditions/a", "{}");

        Reply reply = batch(
                "{\"method\":\"PUT\",\"collection\":\"conditions\",\"id\":\"b\",\"body\":{}}",
                "{\"method\":\"DELETE\",\"collection\":\"conditions\",\"id\":\"a\",\"ifMatch\":\"\\\"x.9\\\"\"}");

        assertThat(reply.isProblem(412)).isTrue();
        assertThat(reply.json().getInteger("operation")).isEqualTo(1);
    }

    @Test
    void anInvalidBodyIsPointedAt() {
        Reply reply = batch(
                "{\"method\":\"POST\",\"collection\":\"pointed\",\"body\":{}}",
                "{\"method\":\"POST\",\"collection\":\"pointed\",\"body\":{\"$x\":1}}");

        assertThat(reply.isProblem(422)).isTrue();
        assertThat(reply.json().getInteger("operation")).isEqualTo(1);
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo("/operations/1/body/$x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | /operations/0/method | {'collection':'c','body':{}}",
                "400 | /operations/0/method | {'method':'GET','collection':'c','id':'a'}",
                "400 | /operations/0/method | {'method':7,'collection':'c','id':'a'}",
                "400 | /operations/0/collection | {'method':'POST','body':{}}",
                "400 | /operations/0/collection | {'method':'POST','collection':'_c','body':{}}",
                "400 | /operations/0/id | {'method':'PUT','collection':'c','body':{}}",
                "400 | /operations/0/id | {'method':'DELETE','collection':'c','id':'a/b'}",
                "400 | /operations/0/body | {'method':'PUT','collection':'c','id':'a'}",
                "400 | /operations/0/body | {'method':'PUT','collection':'c','id':'a','body':[]}",
                "400 | /operations/0/body | {'method':'PATCH','collection':'c','id':'a','body':[]}",
                "400 | /operations/0/ifMatch | {'method':'DELETE','collection':'c','id':'a','ifMatch':'x'}",
                "400 | /operations/0/ifMatch | {'method':'DELETE','collection':'c','id':'a','ifMatch':5}",
                "400 | /operations/0/ifNoneMatch | {'method':'PUT','collection':'c','id':'a','body':{},'ifNoneMatch':null}",
                "400 | /operations/0/ifNoneMatch | {'method':'DELETE','collection':'c','id':'a','ifMatch':'*','ifNoneMatch':'x'}",
                "400 | /operations/0/more | {'method':'DELETE','collection':'c','id':'a','more':1}",
                "415 | /operations/0/contentType | {'method':'PUT','collection':'c','id':'a','body':{},'contentType':'text/plain'}",
                "400 | /operations/0 | 1",
            })
    void aMalformedOperationIsPointedAt(int status, String pointer, String operation) {
        Reply reply = batch(operation.replace('\'', '"'));

        assertThat(reply.isProblem(status)).as(reply.toString()).isTrue();
        assertThat(reply.json().getInteger("operation")).isZero();
        assertThat(reply.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void aBatchHasOneToAThousandOperations() {
        String one = "{\"method\":\"POST\",\"collection\":\"many\",\"body\":{}}";

        assertThat(batch().isProblem(400)).isTrue();
        assertThat(batch(Collections.nCopies(1001, one).toArray(String[]::new)).isProblem(400))
                .isTrue();
        assertThat(batch(Collections.nCopies(1000, one).toArray(String[]::new)).receipt())
                .isEqualTo(1000);
        assertThat(server.post("/v1", "{}").isProblem(400)).isTrue();
        assertThat(server.post("/v1", "[]").isProblem(400)).isTrue();
        assertThat(server.post("/v1", "{\"operations\":{},\"more\":1}").isProblem(400))
                .isTrue();
    }

    @Test
    void aBodysOwnLevelsCount() {
        String deepest = "{\"a\":".repeat(63) + "{}" + "}".repeat(63);

        assertThat(batch("{\"method\":\"POST\",\"collection\":\"deep\",\"body\":" + deepest + "}")
                        .status())
                .isEqualTo(200);
        assertThat(batch("{\"method\":\"POST\",\"collection\":\"deep\",\"body\":{\"a\":" + deepest + "}}")
                        .isProblem(400))
                .isTrue();
    }

    @Test
    void manySmallPatchesOfOneLargeResourceAreTooMuch() {
        server.put("/v1/heavy/a", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}");
        String patch = "{\"method\":\"PATCH\",\"collection\":\"heavy\",\"id\":\"a\",\"body\":{}}";

        Reply reply = batch(Collections.nCopies(100, patch).toArray(String[]::new));

        assertThat(reply.isProblem(413)).as(reply.toString()).isTrue();
        assertThat(reply.json().getInteger("operation")).isEqualTo(67);
    }

    @Test
    void whoWantsLittleGetsNoBodies() {
        Reply reply = server.ask("POST", "/v1")
                .with("Prefer", "return=minimal")
                .json("{\"operations\":[{\"method\":\"POST\",\"collection\":\"little\",\"id\":\"a\",\"body\":{}}]}")
                .send();

        assertThat(reply.json().getJsonArray("results").getJsonObject(0).fieldNames())
                .containsExactly("status", "id", "revision", "etag");
        assertThat(reply.header("preference-applied")).isEqualTo("return=minimal");
    }
}
