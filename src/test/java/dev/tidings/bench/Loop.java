package dev.tidings.bench;

import dev.tidings.proof.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** One selector for all connections of the load. Confined to the thread that calls {@link #runUntil}. */
final class Loop implements Closeable {

    private static final int READ_BUFFER = 256 * 1024;
    private static final int MOST_CONNECTING = 64; // more at a time would only fill the server's backlog

    private final Endpoint server;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int connecting;

    private record Waiting(Peer peer, Endpoint server) {}

    Loop(Endpoint server) throws IOException {
        this.server = server;
        this.selector = Selector.open();
    }

    Endpoint server() {
        return server;
    }

    /** Connects when it is this peer's turn. */
    void connect(Peer peer) {
        connect(peer, server);
    }

    /** The same to another server than the loop's. */
    void connect(Peer peer, Endpoint other) {
        waiting.add(new Waiting(peer, other));
    }

    /** A peer that was connecting is not any more. */
    void established() {
        connecting--;
    }

    /** Runs until it is done; an error where that takes longer than this. */
    void runUntil(BooleanSupplier done, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not done after " + atMost);
            }
            turn();
        }
    }

    private void turn() throws IOException {
        while (connecting < MOST_CONNECTING && !waiting.isEmpty()) {
            begin(waiting.remove());
        }
        selector.select(this::ready, 1);
    }

    private void begin(Waiting next) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        connecting++;
        Peer peer = next.peer();
        boolean connected = channel.connect(next.server().address());
        peer.attach(channel, channel.register(selector, SelectionKey.OP_CONNECT, peer));
        if (connected) {
            peer.connected();
        }
    }

    private void ready(SelectionKey key) {
        Peer peer = (Peer) key.attachment();
        try {
            peer.ready(buffer);
        } catch (IOException broken) {
            throw new IllegalStateException("the server broke a connection", broken);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
