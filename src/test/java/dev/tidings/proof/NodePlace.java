package dev.tidings.proof;

import dev.tidings.relay.Partition;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a node listens for the others, and where they find it.
 *
 * @param host its address
 * @param toldMember the port that the others are told, which leads to {@code member}; the same for the bus
 */
record NodePlace(String host, int member, int bus, int toldMember, int toldBus) {

    private static NodePlace at(String host, int member, int bus) {
        return new NodePlace(host, member, bus, member, bus);
    }

    /** All at one address, each with ports of its own. */
    static List<NodePlace> onOneMachine(int count) {
        return IntStream.range(0, count)
                .mapToObj(node -> at("127.0.0.1", FreePort.pick(), FreePort.pick()))
                .toList();
    }

    /** Each at an address of its own, all at the same ports, as the pods of a service are. */
    static List<NodePlace> asPods(int count) {
        int member = FreePort.pick();
        int bus = FreePort.pick();
        return IntStream.range(0, count)
                .mapToObj(node -> at("127.0.0." + (node + 1), member, bus))
                .toList();
    }

    /** The same, for the others only to be found through relays. */
    NodePlace behind(Partition partition, int node) throws IOException {
        return new NodePlace(host, member, bus, partition.relay(node, member), partition.relay(node, bus));
    }

    /** The line by which a hosts file gives this address a name. */
    String named(String name) {
        return host + " " + name + "\n";
    }

    @Override
    public String toString() {
        return host + ":" + toldMember;
    }
}
