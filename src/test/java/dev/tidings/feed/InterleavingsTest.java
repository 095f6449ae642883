package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Interleavings that are easily got wrong, each by a script; whatever is told is judged as in the simulation. */
class InterleavingsTest {

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aResumeUnderSteadyWritesBecomesLive(int seed) {
        Scene scene = new Scene(seed);
        scene.reliableBus();
        scene.keepWriting(2000);
        scene.run(1500);
        SimConnection connection = scene.connect(scene.client(scene.all()), Scene.since(0, false, false));
        connection.brisk(true);

        scene.run(1200);
        assertThat(connection.isSynced()).isTrue();
        scene.node.takeReads();
        scene.run(600);

        assertThat(scene.store.head()).as("it was still written to").isLessThan(2000);
        assertThat(scene.node.takeReads())
                .as("log reads of a live one, gaps of the bus apart")
                .isLessThan(30);
        scene.run(10_000);
        connection.isUpToDate();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBookmarkNeverRunsAheadOfWhatWasSent(int seed) {
        Scene scene = new Scene(seed);
        SimConnection connection = scene.connect(scene.client(scene.all()), Scene.FROM_NOW_ON);
        scene.run(100);
        scene.keepWriting(300);
        for (int i = 0; i < 200; i++) {
            connection.pause(i % 3 == 0);
            connection.tick(scene.time.now(), 0); // the judge sees each bookmark against what was sent
            scene.run(5);
        }
        connection.pause(false);
        connection.brisk(true);
        scene.run(5000);
        connection.isUpToDate();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLastWatcherLeavesWhileAnotherJoins(int seed) {
        Scene scene = new Scene(seed);
        scene.keepWriting(300);
        SimConnection watcher = scene.connect(scene.client(scene.all()), Scene.SNAPSHOT);
        for (int i = 0; i < 40; i++) {
            scene.run(scene.time.upTo(60));
            watcher.cut();
            scene.run(scene.time.upTo(60));
            watcher = scene.connect(scene.client(scene.all()), Scene.SNAPSHOT);
        }
        watcher.brisk(true);
        scene.run(5000);
        watcher.isUpToDate();
        watcher.cut();
        scene.run(SimNode.LINGER + 1000);
        assertThat(scene.node.leftovers()).isEqualTo("0 connections, 0 feeds, 0 views, 0 bytes of pages");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSnapshotCutOffAtAnyFrameAndResumedGivesTheExactSet(int seed) {
        for (boolean snapshotAgain : new boolean[] {false, true}) {
            Scene scene = new Scene(seed);
            for (int i = 0; i < 30; i++) {
                scene.write(i % 3, "r" + i);
            }
            scene.keepWriting(200);
            SimClient client = scene.client(scene.all());
            SimConnection first = scene.connect(client, Scene.SNAPSHOT);
            first.cutAfter(2 + seed); // subscribed, and so many frames
            scene.run(5000);
            first.cut();

            SimConnection second = scene.connect(client, client.resumeLast(snapshotAgain, false));
            second.brisk(true);
            scene.run(5000);
            second.isUpToDate();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void latestOverAResourceThatComesAndGoesMayBeCutOffInTheMiddleOfAPage(int seed) {
        Scene scene = new Scene(seed);
        SimClient client = scene.client(scene.withValue(1));
        for (int i = 0; i < 120; i++) {
            scene.write(scene.time.upTo(3), "r" + scene.time.upTo(6));
            if (i % 7 == 0) {
                scene.write(1, "r0");
                scene.delete("r0");
            }
        }
        SubscriptionSpec spec = Scene.since(0, false, true);
        for (int messages = 1; messages < 12; messages++) {
            SimConnection connection = scene.connect(client, spec);
            connection.cutAfter(messages);
            scene.run(4000);
            connection.cut();
            spec = client.resumeLast(false, messages % 4 != 0);
        }
        SimConnection last = scene.connect(client, spec);
        last.brisk(true);
        scene.run(3000);
        last.isUpToDate();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBurstLargerThanATailReachesALiveWatcherWithoutTheLog(int seed) {
        Scene scene = new Scene(seed);
        scene.reliableBus();
        SimConnection connection = scene.connect(scene.client(scene.all()), Scene.FROM_NOW_ON);
        connection.brisk(true);
        scene.run(200);
        scene.node.takeReads();
        String[] ids = IntStream.range(0, 50).mapToObj(i -> "r" + i).toArray(String[]::new);
        for (int i = 0; i < 10; i++) {
            scene.write(1, ids);
        }
        scene.run(3000);

        connection.isUpToDate();
        assertThat(scene.node.takeReads()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void retentionTrimsBetweenTwoPagesOfAPausedReader(int seed) {
        for (boolean latest : new boolean[] {false, true}) {
            Scene scene = new Scene(seed);
            for (int i = 0; i < 100; i++) {
                scene.write(1, "r" + i % 7);
            }
            SimConnection connection = scene.connect(scene.client(scene.all()), Scene.since(0, false, latest));
            connection.pause(true);
            scene.run(1000);
            assertThat(connection.told()).as("it was stopped by a full queue").isLessThan(latest ? 100 : 50);
            scene.store.trimLog(90);
            connection.brisk(true);
            connection.pause(false);
            scene.run(3000);

            if (latest) {
                connection.isUpToDate();
            } else {
                assertThat(connection.ended().map(TidingsException::code)).contains(Code.GONE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCommitThatIsNeverPublishedIsToldSoon(int seed) {
        Scene scene = new Scene(seed);
        SimConnection connection = scene.connect(scene.client(scene.all()), Scene.FROM_NOW_ON);
        connection.brisk(true);
        scene.run(1000);
        scene.commit(1, "r1");
        scene.run(500 + GapReader.GAP_MILLIS + 60);
        connection.isUpToDate();
    }

    @Test
    void sinceAboveTheHeadIsGone() {
        Scene scene = new Scene(1);
        scene.write(1, "r1");
        SimConnection refused = scene.connect(scene.client(scene.all()), Scene.since(2, false, true));
        SimConnection begun = scene.connect(scene.client(scene.all()), Scene.since(2, true, false));
        scene.run(500);

        assertThat(refused.ended()).hasValueSatisfying(gone -> {
            assertThat(gone.code()).isEqualTo(Code.GONE);
            assertThat(gone.members())
                    .containsEntry("epoch", SimStore.EPOCH)
                    .containsEntry("floor", 0L)
                    .containsEntry("revision", 1L);
        });
        assertThat(begun.wasReset()).isTrue();
        begun.isUpToDate();
    }
}
