package dev.tidings.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.deploy.Tool;
import dev.tidings.model.Position;
import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx in front, as {@code conf/nginx/} sets it up: any number of readers cost the server little more than one. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CachedReadersIT {

    private static final int READERS = 500;
    private static final int QUIET_READERS = 200;
    private static final int CHANGES = 1000;
    private static final int PAGE = 100;
    private static final int MILLIS_BETWEEN_CHANGES = 8;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServerProcess server;
    private NginxProcess nginx;
    private RestClient rest;
    private RestClient direct;
    private String epoch;

    @BeforeEach
    void start() throws Exception {
        Tool installed = Tool.orSkip("nginx");
        server = ServerProcess.in(directory).start();
        nginx = NginxProcess.before(server.endpoint(), installed, directory.resolve("nginx"));
        rest = new RestClient(nginx.endpoint());
        direct = new RestClient(server.endpoint());
        epoch = rest.get("/v1").json().path("epoch").asText();
    }

    @AfterEach
    void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aCrowdOfReadersHasEachChangeOnceAndInOrderForAFewRequests() throws Exception {
        CompletableFuture<Void> live = crowd("&wait=30");
        writeChanges();
        live.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long asked = nginx.passedOn("/v1/news");
        report("while " + CHANGES + " changes were made", asked);
        assertThat(asked).isLessThanOrEqualTo(3 * CHANGES);

        crowd("").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long forHistory = nginx.passedOn("/v1/news") - asked;
        report("for the history from 0, a page each", forHistory);
        assertThat(forHistory).isLessThanOrEqualTo(CHANGES / PAGE);
    }

    private CompletableFuture<Void> crowd(String query) {
        String pages = "&limit=" + PAGE + query;
        return CompletableFuture.allOf(IntStream.range(0, READERS)
                .mapToObj(i -> new PageReader(http, nginx.endpoint(), "news", pages, CHANGES).read(epoch))
                .toArray(CompletableFuture[]::new));
    }

    /** At a steady pace, so that readers wait in between and do not only read up. */
    private void writeChanges() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        AtomicInteger next = new AtomicInteger();
        try {
            ScheduledFuture<?> writing = clock.scheduleAtFixedRate(
                    () -> write(next.getAndIncrement()), 0, MILLIS_BETWEEN_CHANGES, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> writing.isDone() || next.get() >= CHANGES);
        } finally {
            clock.shutdown();
            assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(rest.get("/v1/news").json().path("revision").asInt()).isGreaterThanOrEqualTo(CHANGES);
    }

    private void write(int number) {
        if (number >= CHANGES) {
            return;
        }
        try {
            Answer answer = direct.put("/v1/news/" + number % 10, "{\"number\":" + number + "}");
            assertThat(answer.isSuccess()).isTrue();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static void report(String when, long requests) {
        System.out.printf("%d readers behind nginx, %s: %d requests came to the server%n", READERS, when, requests);
    }

    @Test
    void readersOfWhatDoesNotChangeAreAllAnsweredInTimeByAQuickRequestEach() throws Exception {
        int seconds = 12;
        List<CompletableFuture<Long>> answers = IntStream.range(0, QUIET_READERS)
                .mapToObj(i -> waitInVain(seconds))
                .toList();
        for (CompletableFuture<Long> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS))
                    .as("one wait and no second one on top, in ms")
                    .isBetween(NginxProcess.PATIENCE.toMillis() - 100, 2 * NginxProcess.PATIENCE.toMillis() - 1);
        }
        assertThat(nginx.passedOn("/v1/quiet")).isLessThanOrEqualTo(QUIET_READERS);
    }

    /** How many milliseconds it took. */
    private CompletableFuture<Long> waitInVain(int seconds) {
        long begun = System.nanoTime();
        String target = "/v1/quiet?wait=" + seconds + "&since=" + epoch + ":0";
        HttpRequest request =
                HttpRequest.newBuilder(nginx.endpoint().uri(target)).build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> {
            assertThat(response.body()).contains("\"changes\":[]");
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        });
    }

    @Test
    void whatIsAskedForByACertainSomebodyIsNotShared() throws Exception {
        write(0);
        String page = "/v1/news?limit=1&since=" + epoch + ":0";
        for (int i = 0; i < 2; i++) {
            assertThat(rest.get(page, "Authorization", "Bearer x").status()).isEqualTo(200);
            assertThat(rest.get(page + "&fields=number").status()).isEqualTo(200);
            assertThat(rest.get("/v1/news?since=0").status()).isEqualTo(200);
            assertThat(rest.get(page, "Cookie", "session=1").status()).isEqualTo(200);
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(nginx.passedOn("/v1/news"))
                .as("all but the second one of those with fields alone")
                .isEqualTo(7));
        assertThat(rest.put("/v1/news/1", "{}").status()).as("writes pass").isEqualTo(201);
        assertThat(rest.get("/metrics").status()).isEqualTo(404);
    }

    @Test
    void socketsAndStreamsComeThroughAtOnce() throws Exception {
        Position beginning = Position.parse(epoch + ":0").orElseThrow();
        Journal journal = new Journal();
        Recording socket = journal.recording("socket");
        Recording stream = journal.recording("stream");
        WatchRequest request = WatchRequest.all("news").from(beginning);
        try (Watcher one = WatchClient.open(nginx.endpoint(), request, socket);
                Watcher other = StreamClient.open(nginx.endpoint(), request, stream)) {
            for (int number = 0; number < 20; number++) {
                write(number);
                for (Recording recording : List.of(socket, stream)) {
                    assertThat(recording.awaitRevision(number + 1, SOON))
                            .as(recording::toString)
                            .isTrue();
                }
            }
            assertThat(List.of(one.hasEnded(), other.hasEnded())).containsOnly(false);
        }
        assertThat(Map.of("socket", socket.faults(), "stream", stream.faults()).values())
                .containsOnly(List.of());
    }
}
