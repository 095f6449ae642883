package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.model.Resource;
import dev.tidings.store.Narrower.Plan;
import dev.tidings.store.PostgresServer.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes of paths in PostgreSQL: when they are made and dropped, and that queries use them. */
class PostgresIndexesTest {

    private static final Map<String, List<List<String>>> STATUS_AND_CITY =
            Map.of("orders", List.of(List.of("status"), List.of("address", "city")));

    private static final String NAMES =
            "SELECT string_agg(indexname, ',' ORDER BY indexname) FROM pg_indexes WHERE indexname ~ '^filter_index_'";

    private Database database;
    private Map<String, List<List<String>>> indexes;
    private TestStore store;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().database();
        open(STATUS_AND_CITY);
    }

    private void open(Map<String, List<List<String>>> wanted) {
        indexes = wanted;
        store = start(wanted);
    }

    private TestStore start(Map<String, List<List<String>>> wanted) {
        return TestStore.at(database.url(), options -> options.withIndexes(wanted));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void indexesFollowTheSettingsFromStartToStart() {
        List<String> first = names();
        assertThat(first).hasSize(2);

        reopen(STATUS_AND_CITY);
        assertThat(names()).isEqualTo(first);

        reopen(Map.of("orders", List.of(List.of("status")), "items", List.of(List.of("status"))));
        assertThat(names()).hasSize(2).containsAnyElementsOf(first).isNotEqualTo(first);

        database.execute("CREATE INDEX mine ON resource (revision)");
        reopen(Map.of());
        assertThat(names()).isEmpty();
        assertThat(database.query("SELECT 'mine'::regclass::text")).isEqualTo("mine");
    }

    @Test
    void nodesThatStartAtOnceMakeThemOnce() {
        store.close();
        database.execute("DROP INDEX " + String.join(", ", names()));
        List<CompletableFuture<TestStore>> starting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(STATUS_AND_CITY)))
                .toList();
        List<TestStore> nodes = starting.stream().map(CompletableFuture::join).toList();

        assertThat(names()).hasSize(2);
        nodes.forEach(TestStore::close);
    }

    /** Silent is one that is stopped, and one whose machine is gone. */
    @Test
    void aNodeThatFallsSilentWithTheLockHoldsAnotherUpForTenSeconds() throws SQLException {
        PostgresUrl url = (PostgresUrl) StoreUrl.parse(database.url());
        try (Connection silent = PostgresConnections.opening(url).getConnection();
                Statement lock = silent.createStatement();
                LogLines lines = new LogLines(PostgresIndexes.class)) {
            lock.execute(PostgresIndexes.TRY_LOCK);
            long start = System.nanoTime();
            start(STATUS_AND_CITY).close();

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(13));
            assertThat(lines.texts()).singleElement().asString().startsWith("waiting for another node");
        }
    }

    @Test
    void oneWhoseMakingWasBrokenOffIsMadeAnew() {
        database.execute("UPDATE pg_index SET indisvalid = false FROM pg_class c"
                + " WHERE c.oid = indexrelid AND c.relname ~ '^filter_index_'");
        reopen(STATUS_AND_CITY);

        assertThat(names()).hasSize(2);
        assertThat(database.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .isEqualTo("0");
    }

    @Test
    void whatIsLargerThanAnIndexTakesIsKeptAndFound() {
        reopen(Map.of("orders", List.of(List.of("status"), List.of("n"))));
        String large = "é".repeat(300_000);
        store.write(put("orders", "a", "{\"status\":\"" + large + "1\",\"n\":1" + "0".repeat(399) + "}"));
        store.write(put("orders", "b", "{\"status\":\"" + large + "2\",\"n\":" + "1".repeat(396) + "e400}"));
        store.write(put("orders", "c", "{\"status\":[\"" + large + "2\"],\"n\":1e-400}"));
        store.write(put("orders", "d", "{\"status\":\"" + "😀".repeat(200) + "\",\"n\":1e99999999999}"));

        assertThat(found("status==" + "é".repeat(250) + "*2")).containsExactly("b", "c");
        assertThat(found("status==" + "😀".repeat(200))).containsExactly("d");
        assertThat(found("n==1e399")).containsExactly("a");
        assertThat(found("n>1e399")).containsExactly("b", "d");
        assertThat(found("n==10e99999999998")).containsExactly("d");
        assertThat(found("n<1e-399")).containsExactly("c");
    }

    @Test
    void aQueryAsksTheIndexAndLooksOnlyAtWhatItFinds() throws SQLException {
        fill(6_000);
        for (String filter : List.of(
                "status==s7",
                "status=in=(s7,s8);n>3",
                "status==7",
                "status>=s90;status<s91",
                "status>1000",
                "status==s7*",
                "address.city==c7",
                "n>=100;n<120")) {
            for (boolean sorted : List.of(false, true)) {
                String plan = String.join("\n", explain(filter, sorted));
                assertThat(plan).as(filter).contains("filter_index_", "Index Cond");
                assertThat(plan).as(filter).doesNotContain("Seq Scan on resource");
                String eachById = sorted ? "id = ANY" : "id = (found|f)\\.id";
                assertThat(plan).as(filter).containsPattern("resource_pkey.*\\n.*Index Cond:.*" + eachById);
            }
        }
    }

    @Test
    void anIndexIsAskedOnlyWhereItFindsFew() throws SQLException {
        fill(Narrower.MAX_FOUND + 500);

        assertThat(plan("n>=100;n<120").bounded()).isTrue();
        assertThat(plan("n>=100").bounded()).isFalse();
        assertThat(found("n>=100;n<103")).hasSize(3);
        assertThat(found("n>=100")).hasSize(1000);
    }

    @Test
    void withoutAnIndexResourcesAreReadInTheirOrder() throws SQLException {
        fill(6_000);
        Plan plan = plan("address.state==x");

        try (Session session = session()) {
            List<String> steps =
                    explain(session, PageSql.byId(session.dialect(), "orders", "a", "s", plan.condition()));
            assertThat(steps).noneMatch(step -> step.contains("Sort")).anyMatch(step -> step.contains("resource_pkey"));
        }
    }

    private void reopen(Map<String, List<List<String>>> wanted) {
        store.close();
        open(wanted);
    }

    private void fill(int count) {
        reopen(Map.of("orders", List.of(List.of("status"), List.of("address", "city"), List.of("n"))));
        await(store.store.write(request(IntStream.range(0, count)
                .mapToObj(i -> put(
                        "orders",
                        "r" + i,
                        "{\"status\":\"s%d\",\"address\":{\"city\":\"c%d\"},\"n\":%d}".formatted(i % 100, i % 50, i)))
                .toArray(WriteRequest.Operation[]::new))));
        database.execute("ANALYZE resource"); // as the server does by itself, within a minute or so
    }

    private List<String> found(String filter) {
        return await(store.store.list(new ListQuery("orders", 1000, null, List.of(), false, Filter.parse(filter))))
                .items()
                .stream()
                .map(Resource::id)
                .toList();
    }

    private List<String> names() {
        String names = database.query(NAMES);
        return names == null ? List.of() : List.of(names.split(","));
    }

    private Plan plan(String filter) throws SQLException {
        try (Session session = session()) {
            return plan(session, filter);
        }
    }

    /** As a store with these indexes plans it. */
    private Plan plan(Session session, String filter) throws SQLException {
        PathIndexes there = PathIndexes.open(session, session.dialect(), indexes);
        return new Narrower(session.dialect(), there).plan(session, "orders", Filter.parse(filter));
    }

    private List<String> explain(String filter, boolean sorted) throws SQLException {
        try (Session session = session()) {
            Plan plan = plan(session, filter);
            assertThat(plan.bounded()).as(filter).isTrue();
            return explain(
                    session,
                    sorted
                            ? PageSql.all(session.dialect(), "orders", plan)
                            : PageSql.byId(session.dialect(), "orders", "", plan));
        }
    }

    private static List<String> explain(Session session, PageSql page) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement statement = session.once("EXPLAIN " + page.text(), page.parameters());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                steps.add(row.getString(1));
            }
        }
        return steps;
    }

    /** With the bounds and the ways of those that serve requests. */
    private Session session() throws SQLException {
        PostgresUrl url = (PostgresUrl) StoreUrl.parse(database.url());
        PostgresConnections connections = PostgresConnections.bounded(url, new PostgresHistory("test"));
        return new Session(connections.getConnection(), new PostgresDialect(connections));
    }
}
