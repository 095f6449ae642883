package dev.tidings;

import dev.tidings.cluster.ClusterOptions;
import dev.tidings.cluster.ClusterOptions.Place;
import dev.tidings.feed.Seal;
import dev.tidings.http.rest.RestOptions;
import dev.tidings.http.watch.WatchOptions;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.resource.Catalogue;
import dev.tidings.resource.CollectionOptions;
import dev.tidings.settings.ClusterSettings;
import dev.tidings.settings.CollectionSettings;
import dev.tidings.settings.RetentionSettings;
import dev.tidings.settings.Settings;
import dev.tidings.store.CommitListener;
import dev.tidings.store.RetentionPolicy;
import dev.tidings.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings as each room wants them. */
final class RoomOptions {

    private RoomOptions() {}

    static StoreOptions store(Settings settings, CommitListener listener) {
        Map<String, RetentionPolicy> named = new HashMap<>();
        Map<String, List<List<String>>> indexes = new HashMap<>();
        settings.collections().named().forEach((name, one) -> {
            named.put(name, retention(one.retention()));
            indexes.put(name, one.indexes());
        });
        RetentionPolicy rest = retention(settings.retention());
        return StoreOptions.of(settings.store().url())
                .withListener(listener)
                .withMaxCollections(settings.collections().max())
                .withRetention(name -> named.getOrDefault(name, rest))
                .withIndexes(indexes);
    }

    private static RetentionPolicy retention(RetentionSettings kept) {
        return new RetentionPolicy(kept.age(), kept.changes(), kept.size(), kept.tombstones());
    }

    /** Reads the schemas: not for an event loop. */
    static Catalogue catalogue(Settings settings) {
        Map<String, CollectionOptions> named = new HashMap<>();
        settings.collections().named().forEach((name, one) -> named.put(name, collection(name, one)));
        return new Catalogue(settings.collections().autoCreate(), named);
    }

    private static CollectionOptions collection(String name, CollectionSettings one) {
        return new CollectionOptions(one.requireMatch(), one.schema() == null ? null : read(name, one.schema()));
    }

    private static String read(String name, Path schema) {
        try {
            return Files.readString(schema);
        } catch (IOException unreadable) {
            throw TidingsException.of(
                    Code.INVALID,
                    "collections." + name + ".schema cannot be read from " + schema + ": " + unreadable.getMessage(),
                    unreadable);
        }
    }

    static ClusterOptions cluster(ClusterSettings cluster) {
        List<Place> members = cluster.members().stream()
                .map(member -> new Place(member.host(), member.port()))
                .toList();
        return new ClusterOptions(
                cluster.host(), cluster.port(), cluster.busPort(), members, cluster.kubernetesService());
    }

    static Seal seal(Settings settings) {
        ClusterSettings cluster = settings.cluster();
        return cluster == null ? Seal.NONE : Seal.of(cluster.secret());
    }

    static RestOptions rest(Settings settings) {
        return new RestOptions(Math.toIntExact(settings.http().maxBody()), RestOptions.DEFAULT.stall());
    }

    static WatchOptions watch(Settings settings) {
        WatchOptions defaults = WatchOptions.defaults();
        int connections = settings.watch().maxConnections();
        return defaults.withHeartbeat(settings.watch().heartbeat())
                .withLimits(settings.watch().maxSubscriptions(), connections, connections)
                .withCompression(settings.watch().compression());
    }
}
