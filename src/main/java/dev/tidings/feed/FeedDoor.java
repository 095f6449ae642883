package dev.tidings.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Takes questions from any event loop to the feed's, and answers back, each way in order. */
final class FeedDoor implements Feed {

    private final Vertx vertx;
    private final Context home;
    private final FeedVerticle feeds;

    FeedDoor(Vertx vertx, Context home, FeedVerticle feeds) {
        this.vertx = vertx;
        this.home = home;
        this.feeds = feeds;
    }

    @Override
    public Future<Tail> join(ViewKey view) {
        Context caller = vertx.getOrCreateContext();
        Thread thread = Thread.currentThread();
        return Future.future(
                answer -> home.runOnContext(at -> feeds.join(view, thread, caller, backTo(caller, answer))));
    }

    @Override
    public void leave(ViewKey view) {
        Thread thread = Thread.currentThread();
        home.runOnContext(at -> feeds.leave(view, thread));
    }

    @Override
    public Future<FramePage> page(ViewKey view, long cursor) {
        Context caller = vertx.getOrCreateContext();
        return Future.future(answer -> home.runOnContext(at -> feeds.page(view, cursor, backTo(caller, answer))));
    }

    private static <T> Answer<T> backTo(Context caller, Promise<T> promise) {
        return Answer.to(
                value -> caller.runOnContext(back -> promise.complete(value)),
                cause -> caller.runOnContext(back -> promise.fail(cause)));
    }
}
