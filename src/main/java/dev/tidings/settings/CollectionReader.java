package dev.tidings.settings;

import dev.tidings.model.Names;
import dev.tidings.settings.Given.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what the settings file says of single collections, below {@code collections.NAME.}. */
final class CollectionReader {

    static final String PREFIX = "collections.";

    private final Values values;
    private final RetentionSettings general;

    CollectionReader(Values values, RetentionSettings general) {
        this.values = values;
        this.general = general;
    }

    Map<String, CollectionSettings> read(List<Given> given) {
        Set<String> names = new LinkedHashSet<>();
        given.forEach(each -> names.add(check(each)));
        Map<String, CollectionSettings> collections = new LinkedHashMap<>();
        names.forEach(name -> collections.put(name, collection(PREFIX + name + ".")));
        return collections;
    }

    /** The collection that a name below {@link #PREFIX} belongs to. */
    private static String check(Given given) {
        String rest = given.name().substring(PREFIX.length());
        int dot = rest.indexOf('.');
        String collection = dot < 0 ? rest : rest.substring(0, dot);
        if (!Names.isCollection(collection)) {
            throw given.wrong("\"" + collection + "\" is no name for a collection");
        }
        boolean section = given.shape() == Shape.NOTHING;
        String setting = dot < 0 ? "" : rest.substring(dot + 1);
        List<String> known =
                KnownSettings.ofACollection().stream().map(Setting::name).toList();
        boolean group = known.stream().anyMatch(name -> name.startsWith(setting + "."));
        if (!known.contains(setting) && !(section && (setting.isEmpty() || group))) {
            throw given.wrong("there is no such setting" + Suggestions.didYouMean(setting, known));
        }
        return collection;
    }

    private CollectionSettings collection(String prefix) {
        // asked for each, since one that is planned refuses its value when it is read
        KnownSettings.ofACollection().forEach(setting -> values.get(setting.below(prefix)));
        return new CollectionSettings(
                schema(prefix),
                indexes(prefix),
                values.get(KnownSettings.REQUIRE_MATCH.below(prefix)),
                new RetentionSettings(
                        own(KnownSettings.RETENTION_AGE, prefix, general.age()),
                        own(KnownSettings.RETENTION_CHANGES, prefix, general.changes()),
                        own(KnownSettings.RETENTION_SIZE, prefix, general.size()),
                        own(KnownSettings.RETENTION_TOMBSTONES, prefix, general.tombstones())));
    }

    private List<List<String>> indexes(String prefix) {
        Setting<List<String>> setting = KnownSettings.INDEXES.below(prefix);
        List<List<String>> paths = values.get(setting).stream()
                .distinct()
                .map(path -> List.of(path.split("\\.")))
                .toList();
        String wrong = IndexPaths.complaint(paths);
        if (wrong != null) {
            throw values.given().get(setting.name()).wrong(wrong);
        }
        return paths;
    }

    private <T> T own(Setting<T> setting, String prefix, T otherwise) {
        Setting<T> own = setting.below(prefix);
        return values.given().containsKey(own.name()) ? values.get(own) : otherwise;
    }

    private Path schema(String prefix) {
        Setting<Path> setting = KnownSettings.SCHEMA.below(prefix);
        Path file = values.get(setting);
        if (file != null && !Files.isReadable(file)) {
            throw values.given().get(setting.name()).wrong("the file " + file + " cannot be read");
        }
        return file;
    }
}
