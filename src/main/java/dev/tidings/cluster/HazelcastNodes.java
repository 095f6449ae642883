package dev.tidings.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import dev.tidings.cluster.ClusterOptions.Place;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Vert.x's cluster manager, which also tells of changes and does not ask twice who listens where nobody does. */
final class HazelcastNodes extends HazelcastClusterManager {

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastNodes.class);

    private final Unheard unheard = new Unheard(System::nanoTime);
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    HazelcastNodes(Config config) {
        super(config);
    }

    /** Whether a node that works with this one, or this one, listens there. Asks the DNS, which blocks. */
    boolean include(Place place) {
        InetSocketAddress address = new InetSocketAddress(place.host(), place.port());
        return getHazelcastInstance().getCluster().getMembers().stream()
                .anyMatch(member -> member.getSocketAddress().equals(address));
    }

    /** How many work together, this one included; 0 where this one has left, or Hazelcast has ended by itself. */
    int count() {
        return isActive() && getHazelcastInstance().getLifecycleService().isRunning()
                ? getNodes().size()
                : 0;
    }

    void onMembershipChange(Runnable action) {
        listeners.add(action);
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        super.registrationListener(unheard.besides(listener));
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> asker) {
        if (unheard.has(address)) {
            asker.succeed(List.of());
        } else {
            super.getRegistrations(address, unheard.asking(address, asker));
        }
    }

    @Override
    public synchronized void memberAdded(MembershipEvent event) {
        super.memberAdded(event);
        changed();
    }

    @Override
    public synchronized void memberRemoved(MembershipEvent event) {
        super.memberRemoved(event);
        changed();
    }

    @Override
    public synchronized void stateChanged(LifecycleEvent event) {
        super.stateChanged(event);
        if (event.getState() == LifecycleState.MERGED) {
            changed();
        } else if (event.getState() == LifecycleState.SHUTDOWN && isActive()) {
            LOG.error(
                    "out of the cluster for good: hears of what others commit from the log alone; start this node again");
        }
    }

    private void changed() {
        if (isActive()) {
            unheard.clear();
            LOG.info("{} nodes work together now", count());
            listeners.forEach(Runnable::run);
        }
    }
}
