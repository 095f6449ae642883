package dev.tidings.http.wire;

import dev.tidings.feed.Chunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Netty channel under a connection: the one class that knows what Vert.x keeps inside. It writes frames that are framed
 * already past the encoder, hears pings and protocol errors before Vert.x answers them in its own way, tells whether a full
 * queue still drains, and bounds the buffers. All calls come on the channel's event loop, and what it tells is told on the
 * connection's context, which the pipeline knows nothing of.
 *
 * <p>What is written here and what Vert.x writes itself (pings, close frames) goes through one pipeline; Vert.x holds its own
 * back while the channel is full, so that of the two only what is written here may overtake, and never after a close.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the channel, and that is heard
public final class RawChannel {

    /** What of a watching socket the kernel may hold, so that a ping is not stuck behind megabytes. */
    private static final int SEND_BUFFER = 256 * 1024;

    /** What of it may wait unsent, where that can be bounded: the less, the sooner is seen that a slow peer took some. */
    private static final long UNSENT = 32 * 1024;

    /** The same where it cannot: a kernel asks for more only when a third of it is free. */
    private static final int SMALL_SEND_BUFFER = 64 * 1024;

    /** How much may wait before it, in bytes, until it counts as full. */
    public static final int HIGH_MARK = 64 * 1024;

    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(HIGH_MARK / 2, HIGH_MARK);

    private final Channel channel;
    private final ContextInternal home;
    private ChannelHandlerContext context;
    private boolean flushing;
    private long seen;
    private long asked = System.nanoTime();

    private RawChannel(Channel channel, ContextInternal home) {
        this.channel = channel;
        this.home = home;
    }

    /** The channel under a connection, where it is of the kind that this class knows. */
    public static Optional<RawChannel> of(HttpConnection connection) {
        return connection instanceof ConnectionBase base
                ? Optional.of(new RawChannel(base.channel(), base.context()))
                : Optional.empty();
    }

    /** What the peer did wrong, where it was that which failed. */
    static Optional<CloseCode> faultOf(Throwable failure) {
        if (failure instanceof DecompressionException) {
            return Optional.of(CloseCode.INCONSISTENT);
        }
        return failure instanceof CorruptedWebSocketFrameException corrupted
                ? Optional.of(new CloseCode(corrupted.closeStatus().code(), true))
                : Optional.empty();
    }

    public boolean isOpen() {
        return channel.isActive();
    }

    /** The channel itself. */
    Channel channel() {
        return channel;
    }

    /** Bounds what waits for a peer, in the kernel and before it. */
    public void boundBuffers() {
        channel.config().setWriteBufferWaterMark(MARKS);
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
            channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT);
        } else {
            channel.config().setOption(ChannelOption.SO_SNDBUF, SMALL_SEND_BUFFER);
        }
    }

    /** Has the kernel end a connection whose peer acknowledges nothing for this long, or leaves no room for anything. */
    public void endAfterSilenceOf(Duration time) {
        if (channel instanceof EpollSocketChannel) {
            channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, (int) time.toMillis());
        }
    }

    /** Puts an ear between the frames' decoder and Vert.x. */
    void listen(PeerWire.Peer peer) {
        channel.pipeline().addBefore("handler", "tidings", new Ear(peer));
        context = channel.pipeline().context("tidings");
    }

    /** Tells whenever there is room again, also for what is no WebSocket. */
    public void onWritable(Runnable room) {
        channel.pipeline().addBefore("handler", "tidings", new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                ctx.fireChannelWritabilityChanged();
                tellOfRoom(room);
            }
        });
    }

    /** Later: a write may make room while it is under way, and whoever is at it is not to be asked for the next one. */
    private void tellOfRoom(Runnable room) {
        if (channel.isWritable()) {
            home.runOnContext(later -> room.run());
        }
    }

    public boolean isFull() {
        return !channel.isWritable();
    }

    /**
     * Whether what waits here for the peer, or what the kernel holds of it, has moved since this was asked last. A channel
     * that had nothing waiting tells nothing: what the kernel took, the peer need not have.
     */
    public boolean hasMoved() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        long before = seen;
        long since = asked;
        seen = waiting == null || waiting.isEmpty() ? 0 : stateOf(waiting);
        asked = System.nanoTime();
        return before != 0 && (before != seen || hasSent(asked - since));
    }

    /**
     * Whether the kernel sent on within this time, and was answered: it asks for more only when some ten kilobytes are gone,
     * for which a peer that trickles may need minutes. What it sends once more for want of an answer does not count.
     */
    private boolean hasSent(long nanos) {
        if (!(channel instanceof EpollSocketChannel socket) || !socket.isOpen()) {
            return false;
        }
        EpollTcpInfo state = socket.tcpInfo();
        return state.retransmits() == 0 && state.lastDataSent() < TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Whether anything waits for the peer. */
    public boolean isWaiting() {
        ChannelOutboundBuffer waiting = channel.unsafe().outboundBuffer();
        return waiting != null && !waiting.isEmpty();
    }

    /** Queues frames of a chunk: a view into the one copy that all channels of this loop share. */
    void write(Chunk chunk, int from, int to) {
        int begin = chunk.offset(from);
        context.write(DirectCopies.of(chunk, begin, chunk.offset(to) - begin), context.voidPromise());
    }

    /** Queues bytes that are nobody else's. */
    void write(byte[] bytes) {
        context.write(Unpooled.wrappedBuffer(bytes), context.voidPromise());
    }

    void flush() {
        context.flush();
    }

    /** Flushes what is queued when the loop has done what it is at, so that several small writes are one send. */
    void flushSoon() {
        if (!flushing) {
            flushing = true;
            channel.eventLoop().execute(() -> {
                flushing = false;
                context.flush();
            });
        }
    }

    /** Sends a close frame, then the end of the stream; what comes from then on is thrown away. */
    void fail(CloseCode code, String reason) {
        context.writeAndFlush(new CloseWebSocketFrame(code.value(), reason)).addListener(sent -> {
            if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
                duplex.shutdownOutput();
            } else {
                context.close();
            }
        });
    }

    /** Closes at once. What still waits is lost, also in the kernel, which else would try to send it for minutes. */
    public void cut() {
        if (channel.isOpen()) {
            if (isWaiting()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.pipeline().firstContext().close(); // from the front, so that no handler waits for what is queued
        }
    }

    /** Never 0: which message is at the front, and how much of it went out. */
    private static long stateOf(ChannelOutboundBuffer waiting) {
        long state = System.identityHashCode(waiting.current());
        return state * 31 + waiting.currentProgress() | 1L << 63;
    }

    /** Hears what Vert.x would answer by itself, or with code 1000. */
    private final class Ear extends ChannelInboundHandlerAdapter {

        private final PeerWire.Peer peer;

        private Ear(PeerWire.Peer peer) {
            this.peer = peer;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof WebSocketFrame frame && frame.rsv() != 0) {
                frame.release();
                broke(CloseCode.PROTOCOL_ERROR, "A reserved bit is set that nobody agreed on.");
            } else if (message instanceof PingWebSocketFrame ping) {
                byte[] payload = ByteBufUtil.getBytes(ping.content());
                ping.release();
                home.dispatch(() -> peer.pinged(payload));
            } else if (message instanceof CloseWebSocketFrame close && !isLegal(close)) {
                close.release();
            } else {
                ctx.fireChannelRead(message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            home.dispatch(peer::heard); // also where the bytes were no whole frame yet
            ctx.fireChannelReadComplete();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            ctx.fireChannelWritabilityChanged();
            tellOfRoom(peer::writable);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            Optional<CloseCode> fault = faultOf(cause);
            if (fault.isPresent()) {
                broke(fault.get(), cause.getMessage());
            } else {
                ctx.fireExceptionCaught(cause);
            }
        }

        private void broke(CloseCode code, String how) {
            home.dispatch(() -> peer.broke(code, how));
        }

        /** Tells of one that is not. */
        private boolean isLegal(CloseWebSocketFrame close) {
            int code = close.statusCode();
            if (code == -1) {
                return true;
            }
            if (!CloseCode.mayBeSent(code)) {
                broke(CloseCode.PROTOCOL_ERROR, "No peer may close with " + code + ".");
                return false;
            }
            ByteBuf reason = close.content().slice(2, close.content().readableBytes() - 2); // behind the code
            if (!ByteBufUtil.isText(reason, StandardCharsets.UTF_8)) {
                broke(CloseCode.NOT_UTF8, "The reason of a close is text in UTF-8.");
                return false;
            }
            return true;
        }
    }
}
