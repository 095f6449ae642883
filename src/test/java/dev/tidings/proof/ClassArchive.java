package dev.tidings.proof;

import dev.tidings.proof.history.Journal;
import dev.tidings.proof.history.Recording;
import dev.tidings.proof.history.WatchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of the jar as a JVM has them once they are loaded (class data sharing, JEP 350): with it a node starts in
 * two thirds of the time, and the proofs start many. The build makes one; where there is none that fits, starts take longer.
 */
public final class ClassArchive {

    private static final Path FILE = Path.of("target/tidings.jsa").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ClassArchive() {}

    /** The options of a JVM that runs this jar, none where the archive is missing or of an earlier jar. */
    static List<String> optionsFor(Path jar) {
        try {
            boolean fits = Files.isRegularFile(FILE) && changed(jar).compareTo(changed(FILE)) < 0;
            return fits ? List.of("-XX:SharedArchiveFile=" + FILE) : List.of();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static FileTime changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    /** Makes it: of what a node of a cluster has loaded by the time it ends. */
    public static void main(String[] arguments) throws Exception {
        Files.deleteIfExists(FILE);
        List<String> recording = new ArrayList<>(ServerProcess.SHORT_LIVED);
        recording.add("-XX:ArchiveClassesAtExit=" + FILE);
        recording.add("-Xlog:cds=error");
        Path directory = Files.createTempDirectory(FILE.getParent(), "archive");
        try (ClusterProcess cluster =
                ClusterProcess.start(Blueprint.of(1, directory).withJvm(recording))) {
            ServerProcess node = cluster.node(0);
            use(node.endpoint());
            node.terminate();
            if (node.awaitExit() != 0) {
                throw new IllegalStateException(node.log());
            }
        }
    }

    private static void use(Endpoint node) throws IOException, InterruptedException {
        WatchRequest request = WatchRequest.all("some").withSnapshot();
        Recording socket = new Journal().recording("socket");
        Recording stream = new Journal().recording("stream");
        try (Watcher one = WatchClient.open(node, request, socket);
                Watcher other = StreamClient.open(node, request, stream)) {
            new RestClient(node).put("/v1/some/a", "{}");
            if (!socket.awaitRevision(1, PATIENCE) || !stream.awaitRevision(1, PATIENCE)) {
                throw new IllegalStateException(one + " and " + other + " heard nothing");
            }
        }
    }
}
