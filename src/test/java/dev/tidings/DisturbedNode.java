package dev.tidings;

import dev.tidings.cluster.ClusterNode;
import dev.tidings.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node in a process of its own whose event bus says everything that tells of changes twice, and holds some of it back, so
 * that it comes out of order. By system properties it takes its seed, and the port at which the others reach its bus.
 */
public final class DisturbedNode {

    public static final String SEED = "proof.disturbance";
    public static final String BUS_PORT = "proof.busPort";

    /** What it logs, with a number in between, now and then. */
    public static final String DISTURBED = "messages were said twice or late";

    private static final Logger LOG = LoggerFactory.getLogger(DisturbedNode.class);

    private static final String CHANGES = "changes/";
    private static final String AGAIN = "again";
    private static final DeliveryOptions SAID_AGAIN = new DeliveryOptions().addHeader(AGAIN, "true");
    private static final int LATE_ONE_IN = 3;
    private static final int LONGEST_DELAY_MILLIS = 60;
    private static final int LOGGED_ONE_IN = 20;

    private final Vertx vertx;
    private final Random random;
    private final AtomicInteger disturbed = new AtomicInteger();

    private DisturbedNode(Vertx vertx, long seed) {
        this.vertx = vertx;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) {
        Map<String, String> given = Arrays.stream(arguments)
                .map(argument -> argument.substring("--".length()).split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        start(Settings.of(given)).onFailure(failure -> {
            LOG.error("does not start", failure);
            Runtime.getRuntime().halt(Exit.FAILURE);
        });
    }

    private static Future<Server> start(Settings settings) {
        return ClusterNode.join(options(), RoomOptions.cluster(settings.cluster()))
                .compose(node -> {
                    new DisturbedNode(node.vertx(), Long.getLong(SEED)).disturb();
                    return Server.start(settings, new Platform(node.vertx(), node));
                });
    }

    /** The options are set where a node joins; only what the others are told is added there. */
    private static VertxOptions options() {
        return new VertxOptions(Platform.options()) {
            @Override
            public VertxOptions setEventBusOptions(EventBusOptions bus) {
                return super.setEventBusOptions(
                        bus == null
                                ? null
                                : bus.setClusterPublicHost("127.0.0.1").setClusterPublicPort(busPort()));
            }
        };
    }

    private static int busPort() {
        return Integer.getInteger(BUS_PORT);
    }

    private void disturb() {
        vertx.eventBus().addOutboundInterceptor(this::disturb);
    }

    private <T> void disturb(DeliveryContext<T> delivery) {
        boolean ours = delivery.message().address().startsWith(CHANGES)
                && !delivery.message().headers().contains(AGAIN);
        if (!ours) {
            delivery.next();
            return;
        }
        if (disturbed.incrementAndGet() % LOGGED_ONE_IN == 0) {
            LOG.warn("{} {}", disturbed, DISTURBED);
        }
        later(() -> vertx.eventBus().publish(delivery.message().address(), delivery.body(), SAID_AGAIN));
        if (random.nextInt(LATE_ONE_IN) == 0) {
            later(delivery::next);
        } else {
            delivery.next();
        }
    }

    private void later(Runnable said) {
        vertx.setTimer(1L + random.nextInt(LONGEST_DELAY_MILLIS), due -> said.run());
    }
}
