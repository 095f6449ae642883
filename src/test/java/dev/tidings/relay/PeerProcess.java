package dev.tidings.relay;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether a process of one's own has the other end of a connection on loopback; Linux knows ({@code proc(5)}). */
final class PeerProcess {

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private PeerProcess() {}

    /** Whether it is this one that connected this socket. */
    static boolean is(long process, Socket accepted) throws IOException {
        String inode = inode(accepted.getPort(), accepted.getLocalPort());
        return has(process, "socket:[" + inode + "]");
    }

    private static String inode(int local, int remote) throws IOException {
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] column = line.trim().split(" +", -1);
                if (isPort(column[LOCAL], local) && isPort(column[REMOTE], remote)) {
                    return column[INODE];
                }
            }
        }
        return "";
    }

    private static boolean isPort(String address, int port) {
        return address.endsWith(String.format(":%04X", port));
    }

    private static boolean has(long process, String socket) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process + "/fd"))) {
            return files.anyMatch(file -> leadsTo(file, socket));
        } catch (IOException ended) {
            return false;
        }
    }

    private static boolean leadsTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException closed) {
            return false;
        }
    }
}
