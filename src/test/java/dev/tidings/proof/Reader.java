package dev.tidings.proof;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Journal;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One reader: single resources, lists, and the log page by page, now from this node, now from that. Since it follows the log
 * from the beginning, the journal knows also what is trimmed later, as long as it keeps up.
 */
final class Reader extends Client {

    private static final int IDS = 40;

    private final Journal journal;
    private final List<String> collections;
    private final Map<String, Position> read = new HashMap<>();

    Reader(int number, Nodes nodes, Journal journal, List<String> collections, long seed, int pauseMillis) {
        super("reader-" + number, number, nodes, journal, new Random(seed * 37 + number), pauseMillis);
        this.journal = journal;
        this.collections = collections;
    }

    @Override
    void act() throws InterruptedException {
        String collection = collections.get(random().nextInt(collections.size()));
        LogReader reader = new LogReader(name(), node(), journal);
        try {
            switch (random().nextInt(6)) {
                case 0 -> reader.listAll(collection);
                case 1 -> goOn(reader, collection);
                default -> reader.read(collection, "r" + random().nextInt(IDS));
            }
        } catch (IOException away) {
            rest();
        }
    }

    private void goOn(LogReader reader, String collection) throws IOException, InterruptedException {
        Position since = read.getOrDefault(collection, new Position(null, 0));
        read.put(collection, LogReader.next(reader.changes(collection, since, "&limit=200")));
    }
}
