package dev.tidings;

import dev.tidings.cluster.ClusterNode;
import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the parts of a server run on: a Vert.x, on its own or in a cluster.
 *
 * @param node null for one on its own
 */
record Platform(Vertx vertx, ClusterNode node) {

    /** A new one, as the settings want it. */
    static Future<Platform> of(Settings settings) {
        return settings.cluster() == null
                ? Future.succeededFuture(alone(Vertx.vertx(options())))
                : ClusterNode.join(options(), RoomOptions.cluster(settings.cluster()))
                        .map(node -> new Platform(node.vertx(), node));
    }

    static Platform alone(Vertx vertx) {
        return new Platform(vertx, null);
    }

    static VertxOptions options() {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                // else a directory for copies of class-path files is made, also where nothing may be written
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    /** How many nodes work together now; empty for one on its own. */
    Optional<Supplier<Number>> members() {
        return Optional.ofNullable(node).map(joined -> joined::members);
    }

    /** Runs this whenever nodes come or go, on a thread of the cluster's. */
    void onMembershipChange(Runnable action) {
        if (node != null) {
            node.onMembershipChange(action);
        }
    }
}
