package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.PostgresServer.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresOpeningTest {

    /** All tables with their columns, and all rows of them. */
    private static final String EVERYTHING = "SELECT schema_to_xml_and_xmlschema('public', true, false, '')";

    private Database database;

    @BeforeEach
    void make() {
        database = PostgresServer.shared().database();
    }

    @Test
    void severalNodesMayStartAtOnceOnAnEmptyDatabase() {
        List<CompletableFuture<TestStore>> starting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> open(database.url())))
                .toList();
        List<TestStore> nodes = starting.stream().map(CompletableFuture::join).toList();

        nodes.get(0).write(put("orders", "1", "{}"));
        assertThat(nodes)
                .extracting(node -> node.store.epoch())
                .containsOnly(nodes.get(0).store.epoch());
        assertThat(nodes).allMatch(node -> await(node.store.get("orders", "1")).isPresent());
        nodes.forEach(TestStore::close);
    }

    @Test
    void aUserThatMayOnlyUseItsOwnDatabaseIsEnough() {
        database.execute("CREATE ROLE plain LOGIN; ALTER DATABASE " + database.name() + " OWNER TO plain");
        try (TestStore on = open(database.url().replace("postgres:any@", "plain@"))) {
            on.write(put("orders", "1", "{}"));
            await(on.store.trim());
            assertThat(await(on.store.heads(java.util.Set.of("orders"))).of("orders"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aUserThatMayMakeNoTablesIsRefused() {
        database.execute("CREATE ROLE poor LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC");

        assertRefused(database.url().replace("postgres:any@", "poor@"), "its user may not make tables there");
    }

    @Test
    void aSchemaThatIsNotThereIsNotMade() {
        assertRefused(database.url() + "?currentSchema=nosuch", "it has no such schema");
    }

    @Test
    void aServerThatCouldLoseWhatItCommitsIsRefused() throws IOException {
        try (PostgresServer careless = PostgresServer.start("fsync=off", "synchronous_commit=on")) {
            assertRefused(careless.database().url(), "its fsync is off");
        }
        database.execute("ALTER DATABASE " + database.name() + " SET synchronous_commit = off");
        assertRefused(database.url(), "its synchronous_commit is off");
    }

    @Test
    void whoIsNotLetInIsTold() {
        assertRefused(database.url().replace("postgres:any@", "nobody:hidden@"), "does not let this user in");
        assertRefused(database.url() + "x", "the server has no such database");
    }

    @Test
    void aWrongPasswordIsToldAndNotShown() throws IOException {
        database.execute(
                "CREATE ROLE locked LOGIN PASSWORD 'right'; ALTER DATABASE " + database.name() + " OWNER TO locked");
        database.server().askForPassword("locked");

        assertRefused(
                database.url().replace("postgres:any@", "locked:hidden@"),
                "does not let this user in, or not with this password; see store.url.");
        open(database.url().replace("postgres:any@", "locked:right@")).close();
    }

    @Test
    void aServerThatIsNotThereIsToldInOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertRefused(database.url(port), "cannot be reached: ");
        assertRefused("postgresql://no-such-host.invalid/tidings", "cannot be reached: there is no such host");
    }

    @Test
    void aServerThatTakesConnectionsAndSaysNothingIsToldInBoundedTime() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertRefused(database.url(mute.getLocalPort()), "cannot be reached: it does not answer");
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndLeftAsItIs() {
        try (TestStore on = open(database.url())) {
            on.write(put("orders", "1", "{}"));
        }
        database.execute(
                """
                INSERT INTO schema_history VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', now(), 1, true)""");
        String before = database.query(EVERYTHING);

        assertRefused(database.url(), "was made by a newer version of this server");
        assertThat(database.query(EVERYTHING)).isEqualTo(before).contains("later", "orders", "transfer");
    }

    @Test
    void aDatabaseOfSomebodyElseIsRefusedAndLeftAsItIs() {
        database.execute("CREATE TABLE other (a text)");

        assertRefused(database.url(), "is not a database of this server");
        assertThat(database.query("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"))
                .isEqualTo("1");
    }

    private static TestStore open(String url) {
        return TestStore.at(url, UnaryOperator.identity());
    }

    private static void assertRefused(String url, String message) {
        assertThatThrownBy(() -> open(url))
                .isInstanceOfSatisfying(TidingsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n")
                .satisfies(
                        refusal -> assertThat(Throwables.getStackTrace(refusal)).doesNotContain("hidden"));
    }
}
