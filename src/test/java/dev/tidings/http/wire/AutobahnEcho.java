package dev.tidings.http.wire;

/** The server that the Autobahn suite runs against: it echoes, with bounds as wide as the suite's own messages. */
public final class AutobahnEcho {

    private static final int LARGEST = 16 * 1024 * 1024;

    private AutobahnEcho() {}

    /** Takes the port as its one argument and listens until its process ends. */
    public static void main(String[] args) {
        SocketOptions options = SocketOptions.defaults().withClientBounds(LARGEST, Integer.MAX_VALUE);
        SocketHost.at(Integer.parseInt(args[0]), options, true, PeerSocketTest::echo);
    }
}
