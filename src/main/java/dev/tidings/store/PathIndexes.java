package dev.tidings.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indexes that filters can use, by collection. They are what the settings say when the store opens. Immutable. */
final class PathIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(PathIndexes.class);

    private final Map<String, Map<List<String>, PathIndex>> byCollection;

    private PathIndexes(List<PathIndex> indexes) {
        this.byCollection = indexes.stream()
                .collect(Collectors.groupingBy(
                        PathIndex::collection, Collectors.toUnmodifiableMap(PathIndex::path, Function.identity())));
    }

    /**
     * Makes those that are missing and drops those that nobody wants any more; indexes of any other name stay. Takes a
     * while where there are many resources.
     */
    static PathIndexes open(Session writer, SqlDialect dialect, Map<String, List<List<String>>> paths)
            throws SQLException {
        List<PathIndex> wanted = new ArrayList<>();
        new TreeMap<>(paths)
                .forEach((collection, each) ->
                        each.stream().distinct().forEach(path -> wanted.add(dialect.index(collection, path))));
        Set<String> there = names(writer, dialect.indexNames());
        Set<String> names = wanted.stream().map(PathIndex::name).collect(Collectors.toSet());
        for (String name : there) {
            if (!names.contains(name)) {
                dialect.drop(writer, name);
                LOG.info("dropped the index {}, which the settings do not name any more", name);
            }
        }
        for (PathIndex index : wanted) {
            if (!there.contains(index.name())) {
                create(writer, dialect, index);
            }
        }
        return new PathIndexes(wanted);
    }

    private static void create(Session writer, SqlDialect dialect, PathIndex index) throws SQLException {
        String path = String.join(".", index.path());
        LOG.info("making the index {} of {} in {}", index.name(), path, index.collection());
        long start = System.nanoTime();
        dialect.make(writer, index);
        LOG.info("made the index of {} in {} ms", path, (System.nanoTime() - start) / 1_000_000);
    }

    private static Set<String> names(Session session, String query) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet row = session.prepare(query).executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /** Those of a collection, by their paths. */
    Map<List<String>, PathIndex> of(String collection) {
        return byCollection.getOrDefault(collection, Map.of());
    }
}
