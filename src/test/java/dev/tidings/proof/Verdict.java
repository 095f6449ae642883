package dev.tidings.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Everything that is wrong with what writers and watchers saw, once all is quiet and all was told. */
final class Verdict {

    private static final int MOST_FAULTS = 20;

    private final LogReader reader;

    Verdict(LogReader reader) {
        this.reader = reader;
    }

    /** Empty if all is as the contract promises. */
    List<String> faults(Collection<String> collections, Ledger ledger, Collection<Recording> recordings)
            throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>(ledger.faults());
        for (String collection : collections) {
            Checker checker = new Checker(reader.log(collection), reader.resources(collection));
            checker.checkLog();
            checker.checkWrites(ledger.acknowledged(collection), ledger.unknown(collection));
            checker.checkRefused(ledger.refusedMarks());
            recordings.stream()
                    .filter(recording -> recording.collection().equals(collection))
                    .forEach(checker::checkRecording);
            faults.addAll(checker.faults());
        }
        return faults.subList(0, Math.min(MOST_FAULTS, faults.size()));
    }
}
