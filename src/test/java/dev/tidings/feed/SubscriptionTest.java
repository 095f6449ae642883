package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Code;
import dev.tidings.model.Position;
import dev.tidings.model.TidingsException;
import dev.tidings.store.ChangeLog.Marks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final SubscriptionSpec FROM_NOW_ON = new SubscriptionSpec(null, false, false);

    private final RecordingPeer peer = new RecordingPeer();
    private final List<String> asked = new ArrayList<>();
    private final CountingMetrics metrics = new CountingMetrics();
    private final Subscription.Source source = new Subscription.Source() {
        @Override
        public void page(long cursor) {
            asked.add("page " + cursor);
        }

        @Override
        public void scan(long after, Scan scan) {
            asked.add("scan " + after + " to " + scan.upTo() + (scan.tombstones() ? " with tombstones" : ""));
        }
    };

    private Subscription subscription(SubscriptionSpec spec) {
        return new Subscription(spec, false, peer, source, metrics);
    }

    private static SubscriptionSpec since(long revision, boolean snapshot, boolean latest) {
        return new SubscriptionSpec(new Position(null, revision), snapshot, latest);
    }

    private static Chunk chunk(long from, long to) {
        return Chunk.of(LongStream.rangeClosed(from, to)
                .mapToObj(at -> new Frame(
                        at,
                        "r" + at % 3,
                        ("updated|" + at + "|r" + at % 3 + "|0||").getBytes(StandardCharsets.ISO_8859_1),
                        0,
                        0))
                .toList());
    }

    private static Tail tail(long base, long end) {
        return new Tail(base, end, List.of(chunk(base + 1, end)));
    }

    private static FramePage page(long from, long end, long head) {
        return new FramePage(from, end, 0, 0, head, chunk(from + 1, end));
    }

    private Subscription live() {
        Subscription subscription = subscription(FROM_NOW_ON);
        subscription.offer(new Tail(0, 10, List.of()));
        subscription.begin("e", new Marks(10, 0, 0));
        return subscription;
    }

    @Test
    void aFeedThatLagsBehindTheStoreTellsNothingTwice() {
        Subscription subscription = subscription(FROM_NOW_ON);
        subscription.offer(tail(0, 8));
        subscription.begin("e", new Marks(10, 0, 0));
        subscription.offer(tail(0, 9));
        subscription.offer(tail(0, 11));

        assertThat(peer.told()).containsExactly("subscribed 10 head 10", "updated 11 r2");
        assertThat(asked).isEmpty();
    }

    @Test
    void aStaleTailDoesNothing() {
        Subscription subscription = live();
        subscription.offer(tail(8, 12));
        subscription.offer(tail(8, 11));
        subscription.offer(tail(8, 12));

        assertThat(peer.told()).containsExactly("subscribed 10 head 10", "updated 11 r2", "updated 12 r0");
    }

    @Test
    void aResumeIsSyncedOnceItReachesTheHeadThatWasTold() {
        Subscription subscription = subscription(since(2, false, false));
        subscription.offer(new Tail(4, 4, List.of()));
        subscription.begin("e", new Marks(6, 0, 0));
        subscription.page(page(0, 4, 5));
        assertThat(asked).containsExactly("page 2", "page 4");
        subscription.page(page(4, 6, 6));

        assertThat(peer.told())
                .containsExactly(
                        "subscribed 2 head 6",
                        "updated 3 r0",
                        "updated 4 r1",
                        "updated 5 r2",
                        "updated 6 r0",
                        "synced 6");
    }

    @Test
    void theBookmarkIsTheCursorAndNotTheTailsEnd() {
        Subscription subscription = live();
        peer.full(true);
        subscription.offer(tail(10, 12));
        subscription.tick(0, 20);
        subscription.tick(100, 20);
        assertThat(peer.told()).as("nothing is told to a full one").containsExactly("subscribed 10 head 10");
        peer.full(false);
        subscription.tick(200, 20);

        assertThat(peer.told()).endsWith("bookmark 10");
    }

    @Test
    void aBookmarkIsToldOnlyAfterAHeartbeatOfSilence() {
        Subscription subscription = live();
        subscription.tick(5, 20); // subscribed was told just before
        subscription.tick(20, 20);
        assertThat(peer.told()).hasSize(1);
        subscription.tick(25, 20);
        subscription.tick(30, 20);
        assertThat(peer.told()).containsExactly("subscribed 10 head 10", "bookmark 10");
        subscription.offer(tail(10, 11));
        subscription.tick(45, 20);
        subscription.tick(64, 20);
        assertThat(peer.told()).hasSize(3);
        subscription.tick(65, 20);
        assertThat(peer.told()).endsWith("updated 11 r2", "bookmark 11");
    }

    @Test
    void latestTellsOnlyTheLastOfEach() {
        Subscription subscription = subscription(new SubscriptionSpec(null, false, true));
        subscription.offer(new Tail(0, 10, List.of()));
        subscription.begin("e", new Marks(10, 0, 0));
        subscription.offer(tail(10, 17));

        assertThat(peer.told())
                .containsExactly("subscribed 10 head 10", "updated 15 r0", "updated 16 r1", "updated 17 r2");
    }

    @Test
    void belowTheFloorLatestGoesOnFromTheResourcesThemselves() {
        Subscription subscription = subscription(since(3, false, true));
        subscription.offer(new Tail(50, 50, List.of()));
        subscription.begin("e", new Marks(50, 40, 2));

        assertThat(peer.told()).containsExactly("subscribed 3 head 50");
        assertThat(asked).containsExactly("scan 3 to 50 with tombstones");
    }

    @Test
    void aSnapshotThatFellBehindBeforeItWasSyncedGoesOnBelowTheFloorButNotLater() {
        Subscription subscription = subscription(new SubscriptionSpec(null, true, false));
        subscription.offer(new Tail(50, 50, List.of()));
        subscription.begin("e", new Marks(50, 40, 2));
        subscription.scanned(new FramePage(0, 50, 40, 2, 60, chunk(1, 3)));
        subscription.page(new FramePage(50, 60, 55, 2, 60, chunk(56, 60)));
        assertThat(asked).containsExactly("scan 0 to 50", "page 50", "scan 50 to 60 with tombstones");
        subscription.scanned(new FramePage(50, 60, 55, 2, 60, chunk(58, 60)));
        assertThat(peer.told()).endsWith("updated 60 r0", "synced 60");

        subscription.offer(new Tail(90, 90, List.of()));
        subscription.page(new FramePage(60, 90, 80, 2, 90, chunk(81, 90)));
        assertThat(peer.told()).as("each change was owed by then").endsWith("end gone");
    }

    @Test
    void aRewoundStoreEndsIt() {
        Subscription subscription = live();
        subscription.offer(Tail.REWOUND);
        subscription.offer(tail(10, 20));

        assertThat(peer.told()).containsExactly("subscribed 10 head 10", "end gone");
    }

    @Test
    void nothingIsToldAfterItWasClosed() {
        Subscription subscription = subscription(since(0, false, false));
        subscription.offer(new Tail(6, 6, List.of()));
        subscription.begin("e", new Marks(6, 0, 0));
        subscription.close();
        subscription.page(page(0, 6, 6));
        subscription.offer(tail(6, 8));
        subscription.drained();
        subscription.tick(0, 1);
        subscription.tick(9, 1);
        subscription.fail(TidingsException.of(Code.INTERNAL, "late"));

        assertThat(peer.told()).containsExactly("subscribed 0 head 6");
    }

    @Test
    void aLongScanThatShowsNothingTellsItsPlaceEachHeartbeat() {
        Subscription subscription = subscription(Scene.SNAPSHOT);
        subscription.begin("e", new Marks(1_000_000, 0, 0));
        subscription.tick(0, 20);
        for (long row = 100; row <= 500; row += 100) {
            subscription.scanned(new FramePage(row - 100, row, 0, 0, 1_000_000, Chunk.EMPTY));
            subscription.tick(row / 10, 20);
        }
        assertThat(peer.told()).containsExactly("subscribed 0 head 1000000", "bookmark 200", "bookmark 400");
        assertThat(asked).last().isEqualTo("scan 500 to 1000000");
    }
}
