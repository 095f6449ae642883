package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.model.Resource;
import dev.tidings.store.Narrower.Plan;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of paths: when they are made and dropped, and that queries use them. */
class SqliteIndexesTest {

    private static final Map<String, List<List<String>>> STATUS_AND_CITY =
            Map.of("orders", List.of(List.of("status"), List.of("address", "city")));

    @TempDir
    Path folder;

    private SqliteDialect dialect;
    private Map<String, List<List<String>>> indexes;
    private TestStore store;

    @BeforeEach
    void open() {
        dialect = new SqliteDialect(folder.resolve("data/tidings.db"));
        open(STATUS_AND_CITY);
    }

    private void open(Map<String, List<List<String>>> wanted) {
        indexes = wanted;
        store = TestStore.sqlite(folder, options -> options.withIndexes(wanted));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void indexesFollowTheSettingsFromStartToStart() throws SQLException {
        List<String> first = indexes();
        assertThat(first).hasSize(2);

        reopen(STATUS_AND_CITY);
        assertThat(indexes()).isEqualTo(first);

        reopen(Map.of("orders", List.of(List.of("status")), "items", List.of(List.of("status"))));
        assertThat(indexes()).hasSize(2).containsAnyElementsOf(first).isNotEqualTo(first);

        reopen(Map.of());
        assertThat(indexes()).isEmpty();
    }

    @Test
    void indexesOfOthersStay() throws SQLException {
        store.close();
        try (Session writer = writer()) {
            writer.update("CREATE INDEX mine ON resource (revision)");
        }
        open(Map.of());

        assertThat(all("SELECT name FROM sqlite_master WHERE name = ?", "mine")).containsExactly("mine");
    }

    @Test
    void anIndexIsMadeOfWhatIsThereAndKeptWithWhatComes() {
        reopen(Map.of());
        store.write(put("orders", "a", "{\"status\":\"open\"}"));
        reopen(STATUS_AND_CITY);
        store.write(put("orders", "b", "{\"status\":\"open\"}"));
        store.write(put("orders", "c", "{\"status\":\"open\"}"));
        store.write(put("orders", "c", "{\"status\":\"shut\"}"));

        assertThat(found("status==open")).containsExactly("a", "b");
    }

    @Test
    void theQueryPlanHasTheIndex() throws SQLException {
        fill(200);
        for (String filter : List.of(
                "status==s7",
                "status=in=(s7,s8);n>3",
                "status==7",
                "status>=s90;status<s91",
                "status>100",
                "status==s7*",
                "address.city==c7")) {
            for (boolean sorted : List.of(false, true)) {
                List<String> plan = explain(filter, sorted);
                assertThat(plan).as(filter).anyMatch(step -> step.contains("USING COVERING INDEX filter_index_"));
                assertThat(plan).as(filter).noneMatch(step -> step.contains("SCAN resource"));
                assertThat(plan)
                        .as(filter)
                        .anyMatch(step -> step.matches("SEARCH r USING PRIMARY KEY \\(collection=\\? AND id=\\?\\).*"))
                        .noneMatch(step -> step.contains("TEMP B-TREE"));
            }
        }
    }

    @Test
    void withoutAnIndexResourcesAreReadInTheirOrder() throws SQLException {
        Plan plan = plan("items", "status==open");

        assertThat(explain(PageSql.byId(dialect, "items", "a", "b", plan.condition())))
                .anyMatch(step -> step.contains("SEARCH r USING PRIMARY KEY (collection=? AND id>? AND id<?)"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
    }

    @Test
    void bothBoundsOfARangeAreOneSearch() throws SQLException {
        fill(Narrower.MAX_FOUND + 500);

        assertThat(isBounded("n>=100;n<120")).isTrue();
        assertThat(isBounded("n>=100")).isFalse();
        assertThat(found("n>=100;n<103")).hasSize(3);
        assertThat(found("n>=100")).hasSize(1000);
    }

    @Test
    void whatAnIndexCannotTellIsFoundNevertheless() {
        String large = "y".repeat(300_000);
        store.write(put("orders", "a", "{\"status\":\"" + large + "1\"}"));
        store.write(put("orders", "b", "{\"status\":\"" + large + "2\"}"));
        store.write(put("orders", "c", "{\"status\":[\"" + large + "2\"]}"));
        store.write(put("orders", "d", "{\"status\":\"" + "é".repeat(200) + "\"}"));
        store.write(put("orders", "e", "{\"status\":\"" + "é".repeat(201) + "\"}"));

        assertThat(found("status==" + "y".repeat(250) + "*2")).containsExactly("b", "c");
        assertThat(found("status==" + "é".repeat(200))).containsExactly("d");
        assertThat(found("status!=" + "é".repeat(200))).containsExactly("a", "b", "c", "e");
    }

    @Test
    void aCollectionWithoutIndexesHasNone() throws SQLException {
        store.write(put("items", "a", "{\"status\":\"open\"}"));
        store.write(put("orders", "a", "{\"status\":\"open\"}"));
        reopen(Map.of("orders", List.of(List.of("status"))));

        String name = indexes().get(0);
        assertThat(all("SELECT count(*) FROM resource INDEXED BY " + name + " WHERE collection = 'orders'"))
                .containsExactly("1");
        assertThat(isBounded("status==open")).isTrue();
        assertThat(plan("items", "status==open").bounded()).isFalse();
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
    }

    private List<String> found(String filter) {
        return await(store.store.list(new ListQuery("orders", 1000, null, List.of(), false, Filter.parse(filter))))
                .items()
                .stream()
                .map(Resource::id)
                .toList();
    }

    private List<String> indexes() throws SQLException {
        return all(dialect.indexNames() + " ORDER BY name");
    }

    private boolean isBounded(String filter) throws SQLException {
        return plan("orders", filter).bounded();
    }

    /** As a store with these indexes plans it. */
    private Plan plan(String collection, String filter) throws SQLException {
        try (Session session = writer()) {
            Narrower narrower = new Narrower(dialect, PathIndexes.open(session, dialect, indexes));
            return narrower.plan(session, collection, Filter.parse(filter));
        }
    }

    private List<String> explain(String filter, boolean sorted) throws SQLException {
        Plan plan = plan("orders", filter);
        assertThat(plan.bounded()).isTrue();
        PageSql page = sorted ? PageSql.all(dialect, "orders", plan) : PageSql.byId(dialect, "orders", "", plan);
        return explain(page);
    }

    private List<String> explain(PageSql page) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Session session = writer();
                PreparedStatement statement = session.once("EXPLAIN QUERY PLAN " + page.text(), page.parameters());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return steps;
    }

    private List<String> all(String sql, Object... parameters) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Session session = writer();
                PreparedStatement statement = session.once(sql, Arrays.asList(parameters));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                values.add(row.getString(1));
            }
        }
        return values;
    }

    private Session writer() throws SQLException {
        return new Session(dialect.connect(SqliteDialect.Role.WRITER), dialect);
    }
}
