package dev.tidings.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.access.Hosts;
import dev.tidings.access.Origins;
import dev.tidings.access.TrustedProxies;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests through a proxy are taken for, over sockets: the tests are the proxy. */
class VisitorsTest {

    private Vertx vertx;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** The answer of a server that believes these proxies and answers to {@code app.example}. */
    private Reply ask(String proxies, String method, String... headers) throws Exception {
        try (RawConnection connection = new RawConnection(listen(proxies).actualPort())) {
            return connection.send(RawConnection.head(method + " /x", headers)).read(false);
        }
    }

    private HttpServer listen(String proxies) throws Exception {
        Visitors visitors = new Visitors(
                Hosts.localAnd(List.of("app.example")), new Origins(List.of()), TrustedProxies.of(List.of(proxies)));
        Router router = Router.router(vertx);
        router.route().failureHandler(new Failures(new Replies(visitors))::handle);
        new FrontDoor(visitors).mount(router);
        router.post().handler(routing -> {
            visitors.requireWriter(routing.request());
            routing.next();
        });
        router.route().handler(routing -> tell(visitors, routing));
        return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    private static void tell(Visitors visitors, RoutingContext routing) {
        routing.end(visitors.address(routing.request()) + " "
                + visitors.host(routing.request()).orElseThrow() + " " + visitors.isSecure(routing.request()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded: for=203.0.113.9;host=app.example;proto=https",
                "Forwarded: for=1.1.1.1;host=evil.example, for=203.0.113.9;host=app.example;proto=https",
                "X-Forwarded-For: 1.1.1.1, 203.0.113.9 / X-Forwarded-Host: app.example / X-Forwarded-Proto: https",
                "X-Forwarded-For: 203.0.113.9, 127.0.0.1 / X-Forwarded-Host: app.example / X-Forwarded-Proto: https",
                "X-Forwarded-For: 203.0.113.9 / X-Forwarded-Host: app.example / X-Forwarded-Proto: https / Forwarded: for=203.0.113.9;host=app.example;proto=https"
            })
    void aTrustedProxyIsBelieved(String headers) throws Exception {
        assertThat(ask("127.0.0.0/8", "GET", headers.split(" / ")).text()).isEqualTo("203.0.113.9 app.example true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded: for=203.0.113.9;host=evil.example;proto=https",
                "X-Forwarded-For: 203.0.113.9 / X-Forwarded-Host: evil.example / X-Forwarded-Proto: https"
            })
    void othersAreNot(String headers) throws Exception {
        assertThat(ask("10.0.0.0/8", "GET", headers.split(" / ")).text()).isEqualTo("127.0.0.1 localhost false");
    }

    /** One of the two may be its client's, passed on unread. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-For: 203.0.113.9 / Forwarded: for=1.1.1.1;host=app.example | 127.0.0.1 localhost false",
                "X-Forwarded-For: 203.0.113.9 / Forwarded: for=203.0.113.9;host=app.example;proto=https | 203.0.113.9 localhost false",
                "X-Forwarded-For: 203.0.113.9 / Forwarded: for=\"203.0.113.9 | 127.0.0.1 localhost false"
            })
    void whereBothKindsAreThereOnlyWhatTheyAgreeOnIsBelieved(String headers, String told) throws Exception {
        assertThat(ask("127.0.0.1", "GET", headers.split(" / ")).text()).isEqualTo(told);
    }

    /** As a page sends it whose own name was made to resolve to this machine, where the proxy is on it too. */
    @Test
    void aHostThatIsForwardedDoesNotReplaceTheRequestsOwn() throws Exception {
        HttpServer server = listen("127.0.0.1");
        try (RawConnection connection = new RawConnection(server.actualPort())) {
            connection.send("GET /x HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n");

            assertThat(connection.read(false).status()).isEqualTo(421);
        }
    }

    @Test
    void aMalformedWordIsNobodysWord() throws Exception {
        assertThat(ask("127.0.0.1", "GET", "Forwarded: for=\"x, for=203.0.113.9;host=app.example")
                        .text())
                .isEqualTo("127.0.0.1 localhost false");
    }

    @Test
    void aHostOfOthersIsMisdirectedAlsoThroughAProxy() throws Exception {
        assertThat(ask("127.0.0.1", "GET", "X-Forwarded-Host: evil.example").status())
                .isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 200", "10.0.0.1, 403"})
    void pagesOfTheHostThatTheProxyWasAskedForMayWrite(String proxies, int status) throws Exception {
        Reply reply = ask(
                proxies, "POST", "Origin: https://app.example", "X-Forwarded-Host: app.example", "Content-Length: 0");

        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void aRequestWithoutAHostIsBadWhateverAProxySays() throws Exception {
        assertThat(ask("127.0.0.1", "GET", "Host: localhost", "X-Forwarded-Host: app.example")
                        .status())
                .isEqualTo(400);
    }
}
