package dev.tidings.http.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.access.TrustedProxies;
import dev.tidings.http.LastRequests;
import dev.tidings.http.ManagementVerticle;
import dev.tidings.http.exchange.Replies;
import dev.tidings.http.exchange.Visitors;
import dev.tidings.http.ops.Health.Phase;
import dev.tidings.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpsRoutesTest {

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private final Metrics metrics = new Metrics("1");
    private final Health health = new Health();
    private final LastRequests lastRequests = new LastRequests();
    private ManagementVerticle server;

    @BeforeEach
    void start() throws Exception {
        Visitors visitors =
                new Visitors(Hosts.localAnd(List.of()), new Origins(List.of()), TrustedProxies.of(List.of()));
        Replies replies = new Replies(visitors);
        server = new ManagementVerticle(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0),
                replies,
                List.of(lastRequests, new LandingRoute(visitors), new OpsRoutes(vertx, health, metrics, replies)));
        await(vertx.deployVerticle(server));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
        metrics.close();
    }

    @Test
    void readinessFollowsThePhase() throws Exception {
        HttpResponse<Buffer> starting = get("/health/ready");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(starting.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(starting.getHeader("Retry-After")).isEqualTo("1");

        health.enter(Phase.READY);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);

        health.enter(Phase.DRAINING);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsDownIsToldAndStillA200() throws Exception {
        health.check("feed", Future::succeededFuture)
                .check("store", () -> Future.failedFuture("away"))
                .fact("subscriptions", () -> 3);
        HttpResponse<Buffer> response = get("/health");
        JsonObject report = response.bodyAsJsonObject();

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(report.getString("status")).isEqualTo("down");
        assertThat(report.getJsonObject("checks").getJsonObject("feed").getString("status"))
                .isEqualTo("up");
        assertThat(report.getJsonObject("checks").getJsonObject("store").getString("status"))
                .isEqualTo("down");
        assertThat(report.getInteger("subscriptions")).isEqualTo(3);
    }

    @Test
    void metricsAreInPrometheusTextFormat() throws Exception {
        HttpResponse<Buffer> response = get("/metrics");
        assertThat(response.getHeader("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.bodyAsString()).contains("# TYPE tidings_changes_total counter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/"})
    void whatIsLongIsCompressedWhereThatIsAskedFor(String path) throws Exception {
        String plain = get(path).bodyAsString();

        HttpResponse<Buffer> coded = await(request(HttpMethod.GET, path)
                .putHeader("Accept-Encoding", "gzip")
                .send());

        assertThat(coded.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(coded.getHeader("Vary")).contains("Accept-Encoding");
        assertThat(coded.body().length()).isLessThan(plain.length());
        byte[] body = new GZIPInputStream(new ByteArrayInputStream(coded.body().getBytes())).readAllBytes();
        assertThat(new String(body, StandardCharsets.UTF_8)).startsWith(plain.substring(0, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/metrics"})
    void anyHostIsAnsweredAndOtherMethodsAreTold(String path) throws Exception {
        health.enter(Phase.READY);
        HttpResponse<Buffer> elsewhere =
                await(request(HttpMethod.GET, path).virtualHost("evil.example").send());
        assertThat(elsewhere.statusCode()).isEqualTo(200);

        HttpResponse<Buffer> head = await(request(HttpMethod.HEAD, path).send());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.getHeader("Content-Length")).isNotNull();

        HttpResponse<Buffer> options = await(request(HttpMethod.OPTIONS, path).send());
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");

        HttpResponse<Buffer> post = await(request(HttpMethod.POST, path).send());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.getHeader("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void onceItDrainsAnswersSayThatTheConnectionCloses() throws Exception {
        assertThat(get("/health/live").getHeader("Connection")).isNull();
        await(lastRequests.drain(Duration.ZERO));
        assertThat(get("/health/live").getHeader("Connection")).isEqualTo("close");
    }

    @Test
    void theLandingPageNamesThisServer() throws Exception {
        HttpResponse<Buffer> page = get("/");
        assertThat(page.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.bodyAsString())
                .contains("curl http://127.0.0.1:" + server.port() + "/v1/orders")
                .contains("ws://127.0.0.1:" + server.port())
                .doesNotContain("localhost:8080");
    }

    @Test
    void noHostIsPutIntoThePageThatIsNotPlain() throws Exception {
        String host = "a'b&c";
        HttpResponse<Buffer> page =
                await(request(HttpMethod.GET, "/").putHeader("Host", host).send());
        assertThat(page.bodyAsString()).doesNotContain(host).contains("http://localhost:8080");
    }

    private HttpResponse<Buffer> get(String path) throws Exception {
        return await(request(HttpMethod.GET, path).send());
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path) {
        return client.request(method, server.port(), "127.0.0.1", path);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
