package dev.tidings.store;

import static dev.tidings.store.Stores.await;
import static dev.tidings.store.Stores.put;
import static dev.tidings.store.Stores.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import dev.tidings.filter.FilterCases;
import dev.tidings.filter.FilterSql;
import dev.tidings.filter.Narrowing;
import dev.tidings.filter.RandomFilters;
import dev.tidings.filter.Subject;
import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every store's SQL promises of filters: it lets through all that the predicate selects, with indexes and without, and
 * not much more where a test is plain.
 */
abstract class FilterContract extends OnStore {

    private static final List<List<String>> INDEXED =
            List.of(List.of("a"), List.of("a", "b"), List.of("b"), List.of("say \"hi\"'s\\"));

    FilterContract(TestStore.Factory factory) {
        super(factory);
    }

    /** A session of its own on a store that is open in the folder. */
    abstract Session reader(Path folder) throws SQLException;

    @Override
    UnaryOperator<StoreOptions> settings() {
        return options -> options.withIndexes(Map.of("indexed", INDEXED));
    }

    @Test
    void whatTheTableSaysIsFoundInEachDocumentOfIt() {
        Set<String> documents = FilterCases.ALL.stream()
                .map(each -> each.document())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> filters = FilterCases.ALL.stream()
                .map(each -> each.filter())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertFound(documents, filters);
    }

    @Test
    void whatDatabasesReadOtherwiseIsFound() {
        assertFound(OddDocuments.documents(), OddDocuments.filters());
    }

    @Test
    void whatRandomFiltersSelectIsFound() {
        long seed = Long.getLong("seed", new Random().nextLong());
        OddDocuments random = new OddDocuments(seed);
        RandomFilters words = new RandomFilters(new Random(seed));
        Set<String> documents = some(300, random::document);
        documents.addAll(some(300, words::document));
        Set<String> filters = some(300, random::filter);
        filters.addAll(some(300, words::filter));
        try {
            assertFound(documents, filters);
        } catch (AssertionError failed) {
            throw new AssertionError("-Dseed=" + seed, failed);
        }
    }

    @Test
    void noLegalDocumentStopsAQuery() throws IOException {
        List<String> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/conformance/json"))) {
            for (Path file : files.sorted().toList()) {
                legal("{\"a\":", Files.readAllBytes(file)).ifPresent(documents::add);
            }
        }
        assertThat(documents).hasSizeGreaterThan(90);
        assertFound(documents, List.of("a==x", "a>0", "a.b==1", "a!=x", "a=ex=false", "a>=x"));
    }

    @Test
    void plainTestsKeepOtherRowsOut() throws SQLException {
        write(
                "indexed",
                IntStream.range(0, 100)
                        .mapToObj(i -> "{\"a\":" + i + ",\"b\":\"s" + i + "\",\"c\":{\"d\":" + (i % 2 == 0) + "},\"e"
                                + i + "\":1}")
                        .toList());
        List<String> one = List.of(
                "a==7",
                "a==\"7\",a==7.0",
                "b==s7",
                "b==s7*;a<7.5",
                "a<0.5",
                "a>98.5",
                "b>=s99",
                "b<s05",
                "a=in=(7,1000)",
                "e7=ex=true",
                "b==s7;c.d==false",
                "id==r7",
                "a==7,b==s7",
                "revision<=1",
                "c.d==true;b==s8");
        for (String filter : one) {
            assertThat(letThrough(filter)).as(filter).isLessThanOrEqualTo(1);
        }
        assertThat(letThrough("c.d==true")).isEqualTo(50);
        assertThat(letThrough("c.d!=true")).isEqualTo(50);
        assertThat(letThrough("b!=s7")).isEqualTo(99);
        assertThat(letThrough("e7=ex=false")).isEqualTo(99);
        assertThat(letThrough("createdAt>2026-01-02")).isZero();
        assertThat(letThrough("createdAt<2026-01-02")).isEqualTo(100);
    }

    /** Of the collection that has indexes, without them. */
    private long letThrough(String filter) throws SQLException {
        try (Session session = reader(folder)) {
            Narrowing narrowing =
                    FilterSql.narrow(Filter.parse(filter), session.dialect().json());
            try (PreparedStatement statement = session.once(
                            "SELECT count(*) FROM resource r WHERE r.collection = 'indexed' AND " + narrowing.sql(),
                            narrowing.parameters());
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void assertFound(Iterable<String> documents, Iterable<String> filters) {
        for (String collection : List.of("indexed", "plain")) {
            write(collection, documents);
            List<Resource> all = list(collection, null);
            for (String text : filters) {
                Filter filter = Filter.parse(text);
                List<String> selected = all.stream()
                        .filter(resource -> filter.test(Subject.of(resource)))
                        .map(Resource::document)
                        .toList();
                assertThat(list(collection, filter))
                        .as("%s in %s", text, collection)
                        .extracting(Resource::document)
                        .isEqualTo(selected);
            }
        }
    }

    private static Set<String> some(int count, Supplier<String> maker) {
        return Stream.generate(maker).limit(count).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void write(String collection, Iterable<String> documents) {
        List<WriteRequest.Operation> operations = new ArrayList<>();
        for (String document : documents) {
            operations.add(put(collection, "r" + operations.size(), document));
        }
        await(on.store.write(request(operations.toArray(WriteRequest.Operation[]::new))));
    }

    private List<Resource> list(String collection, Filter filter) {
        return await(on.store.list(new ListQuery(collection, 1000, null, List.of(), false, filter)))
                .items();
    }

    private static Optional<String> legal(String before, byte[] value) {
        try {
            String document =
                    before + JsonText.parse(value, JsonText.MAX_DEPTH - 1).text() + "}";
            return Optional.of(JsonText.parse(document, JsonText.MAX_DEPTH).text());
        } catch (TidingsException illegal) {
            return Optional.empty();
        }
    }
}
