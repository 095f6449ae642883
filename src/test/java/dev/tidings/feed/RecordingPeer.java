package dev.tidings.feed;

import dev.tidings.model.TidingsException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told, one line a message; read by any thread. */
final class RecordingPeer implements Subscriber {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    @Override
    public boolean isFull() {
        return full;
    }

    void full(boolean now) {
        full = now;
    }

    @Override
    public void frames(Slice slice) {
        for (Slice.Run run : slice.runs()) {
            for (int i = run.from(); i < run.to(); i++) {
                SimView.Event event = SimView.Event.read(run.chunk(), i);
                told.add(event.type() + " " + event.revision() + " " + event.id());
            }
        }
    }

    @Override
    public void subscribed(String epoch, long revision, long head, boolean reset) {
        told.add("subscribed " + revision + " head " + head + (reset ? " reset" : ""));
    }

    @Override
    public void synced(long revision) {
        told.add("synced " + revision);
    }

    @Override
    public void bookmark(long revision) {
        told.add("bookmark " + revision);
    }

    @Override
    public void end(TidingsException reason) {
        told.add("end " + reason.code().word());
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
