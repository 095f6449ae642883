package dev.tidings.proof;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The reading side of a socket with a tap: open, shut (not a byte is taken, so that the peer's queue fills up), or dripping
 * at a rate. Read by one thread, turned by any.
 */
final class Valve extends FilterInputStream {

    private static final int DRIPS_PER_SECOND = 20;

    private boolean shut;
    private int bytesPerDrip;

    Valve(InputStream in) {
        super(in);
    }

    synchronized void open() {
        shut = false;
        bytesPerDrip = 0;
        notifyAll();
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void drip(int bytesPerSecond) {
        shut = false;
        bytesPerDrip = Math.max(1, bytesPerSecond / DRIPS_PER_SECOND);
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, Math.min(length, allowance()));
    }

    /** How many bytes may be taken now; waits where none may. */
    private synchronized int allowance() throws InterruptedIOException {
        try {
            if (bytesPerDrip > 0) {
                awaitDrip();
            }
            while (shut) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        return bytesPerDrip > 0 ? bytesPerDrip : Integer.MAX_VALUE;
    }

    private synchronized void awaitDrip() throws InterruptedException {
        long due = System.nanoTime() + 1_000_000_000L / DRIPS_PER_SECOND;
        for (long left = due - System.nanoTime(); bytesPerDrip > 0 && left > 0; left = due - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }

    @Override
    public void close() throws IOException {
        open();
        super.close();
    }
}
