package dev.tidings;

import dev.tidings.feed.FeedMetrics;
import dev.tidings.http.watch.WatchMetrics;
import dev.tidings.metrics.CatchUp;
import dev.tidings.metrics.CloseReason;
import dev.tidings.metrics.Limit;
import dev.tidings.metrics.Metrics;
import dev.tidings.metrics.Transport;
import dev.tidings.model.ChangeKind;
import dev.tidings.store.CommitListener;
import dev.tidings.store.CommittedBatch;
import java.util.List;

/** Brings what the rooms tell of themselves to the metrics, which know no room. */
final class Figures implements FeedMetrics, WatchMetrics, CommitListener {

    private final Metrics metrics;
    private final Rejections rejections = new Rejections();

    Figures(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void committed(List<CommittedBatch> batches, int writes, long nanos) {
        metrics.committed(writes, nanos);
    }

    @Override
    public void change(ChangeKind kind) {
        metrics.changed(kind);
    }

    @Override
    public void catchUp(CatchUp reason) {
        metrics.caughtUp(reason);
    }

    @Override
    public void logPage() {
        metrics.logPage();
    }

    @Override
    public void gap() {
        metrics.feedGap();
    }

    @Override
    public void behind() {
        metrics.behind();
    }

    @Override
    public void rejected(String why) {
        metrics.rejected();
        rejections.tell(why);
    }

    @Override
    public void views(int count) {
        metrics.views(count);
    }

    @Override
    public void collections(int count) {
        metrics.collections(count);
    }

    @Override
    public void delivered(int frames, long committedAt) {
        metrics.delivered(System.nanoTime() - committedAt);
    }

    @Override
    public void connected(Transport transport) {
        metrics.connectionOpened(transport);
    }

    @Override
    public void disconnected(Transport transport, CloseReason reason) {
        metrics.connectionClosed(transport, reason);
    }

    @Override
    public void subscribed() {
        metrics.subscriptionOpened();
    }

    @Override
    public void unsubscribed() {
        metrics.subscriptionClosed();
    }

    @Override
    public void refused(Limit limit) {
        metrics.refused(limit);
    }

    @Override
    public void sent(Transport transport, int frames) {
        metrics.sent(transport, frames);
    }
}
