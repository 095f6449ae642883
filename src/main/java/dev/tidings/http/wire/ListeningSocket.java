package dev.tidings.http.wire;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The socket that a server accepts connections on, and the connections it gave. Vert.x closes both together, and so loses
 * requests: those of who has just been accepted and not yet spoken, and those that come while nobody is there any more to take
 * an accepted connection. Here the socket is closed first, and all else goes on. One for all instances of a server, safe for
 * all threads.
 */
public final class ListeningSocket {

    /** How long, in milliseconds, a connection that has just been accepted may take to be told of here. */
    private static final long UNTOLD = 50;

    private final Vertx vertx;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    public ListeningSocket(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Takes note of a new connection. To be told before its first request, a server must not wait to hear whether that is
     * HTTP/2 in clear text.
     */
    public void accepted(HttpConnection connection) {
        RawChannel.of(connection).map(RawChannel::channel).ifPresent(channel -> {
            channels.add(channel);
            channels.add(channel.parent());
        });
    }

    /**
     * Accepts nobody any more: who tries is refused by the kernel. A socket that never accepted anybody is not known here,
     * and stays open.
     *
     * @param patience for those who are connected
     * @return done when none of them is left, or after this time. Never fails
     */
    public Future<Void> close(Duration patience) {
        return done(channels.close(ChannelMatchers.isServerChannel()))
                .compose(closed -> vertx.timer(UNTOLD))
                .compose(told -> done(channels.newCloseFuture(ChannelMatchers.isNonServerChannel()))
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwiseEmpty());
    }

    /** That it is over, well or not. */
    private static Future<Void> done(ChannelGroupFuture future) {
        Promise<Void> done = Promise.promise();
        future.addListener(over -> done.complete());
        return done.future();
    }
}
