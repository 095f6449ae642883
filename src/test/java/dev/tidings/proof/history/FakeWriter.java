package dev.tidings.proof.history;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Operation.Write;
import dev.tidings.proof.history.Outcome.Applied;
import dev.tidings.proof.history.Outcome.Refused;
import dev.tidings.proof.history.Outcome.Unknown;
import java.util.List;
import java.util.Optional;

/** A writer of the fake run: it invokes, its write takes effect, its answer comes, each at a step of its own. */
final class FakeWriter {

    private enum Stage {
        IDLE,
        SENT,
        DONE
    }

    private final FakeRun run;
    private final String name;
    private Stage stage = Stage.IDLE;
    private long invoked;
    private int count;
    private List<String> collections = List.of();
    private Intent intent;
    private List<Outcome> outcomes = List.of();
    private boolean late;
    private boolean atOnce;

    FakeWriter(FakeRun run, String name) {
        this.run = run;
        this.name = name;
    }

    void step() {
        switch (stage) {
            case IDLE -> send();
            case SENT -> takeEffect();
            default -> answer();
        }
    }

    /** Whether a write is on its way, so that it may take effect at any moment. */
    boolean isUnderWay() {
        return stage == Stage.SENT;
    }

    void finish() {
        while (stage != Stage.IDLE) {
            step();
        }
    }

    private void send() {
        invoked = run.tick();
        count++;
        String id = run.anyId();
        String mark = name + "-" + count;
        String collection = run.pick(FakeRun.COLLECTIONS);
        collections = List.of(collection);
        intent = switch (run.random().nextInt(8)) {
            case 0 -> Intent.delete(id);
            case 1 -> Intent.write("POST", id, mark);
            case 2, 3, 4 -> conditional(Intent.write("PUT", id, mark), collection);
            case 5 -> {
                collections = FakeRun.COLLECTIONS;
                yield Intent.write("PUT", id, mark).inBatch();
            }
            default -> Intent.write("PUT", id, mark);
        };
        late = run.random().nextInt(6) == 0;
        stage = Stage.SENT;
    }

    /** On the present version, mostly; what is present may change before it takes effect. */
    private Intent conditional(Intent intent, String collection) {
        FakeStore store = run.store(collection);
        long version = store.state(intent.id())
                .map(LoggedChange::revision)
                .filter(revision -> run.random().nextInt(4) > 0)
                .orElse(1L);
        return intent.onlyIf(new Position(FakeRun.EPOCH, version));
    }

    private void takeEffect() {
        run.tick();
        stage = Stage.DONE;
        boolean busy = run.random().nextInt(8) == 0;
        if (busy && !run.strikes(Bug.REFUSED_APPLIED, applicable(collections.get(0)))) {
            outcomes = collections.stream()
                    .map(collection -> (Outcome) new Refused(503))
                    .toList();
            return;
        }
        outcomes = collections.stream().map(this::apply).toList();
        if (busy) {
            outcomes = List.of(new Refused(503));
        } else if (late) {
            outcomes = outcomes.stream().map(this::lose).toList();
        }
        if (atOnce) {
            atOnce = false;
            answer(); // before anybody else can make it true
        }
    }

    /** The answer does not come; what was refused may as well be lost. */
    private Outcome lose(Outcome outcome) {
        return new Unknown("the answer to " + outcome + " is lost", false);
    }

    private boolean applicable(String collection) {
        return !intent.batch()
                && !intent.deletes()
                && intent.ifMatch() == null
                && !intent.method().equals("POST")
                && collections.contains(collection);
    }

    private Outcome apply(String collection) {
        FakeStore store = run.store(collection);
        Optional<LoggedChange> state = store.state(intent.id());
        if (intent.deletes()) {
            return state.map(present -> applied(store.delete(present))).orElse(new Refused(404));
        }
        if (intent.method().equals("POST") && state.isPresent()) {
            return new Refused(409);
        }
        if (intent.ifMatch() != null && !mayPass(store, state)) {
            return new Refused(412);
        }
        if (run.strikes(Bug.HALF_BATCH, intent.batch() && !collection.equals(collections.get(0)))) {
            late = true;
            return new Refused(503);
        }
        return put(store);
    }

    private boolean mayPass(FakeStore store, Optional<LoggedChange> state) {
        boolean passes =
                state.isPresent() && state.get().revision() == intent.ifMatch().revision();
        if (passes
                && run.strikes(
                        Bug.WRONG_412,
                        run.isCalm() && store.wasKnownBefore(state.get().revision(), invoked))) {
            atOnce = true;
            late = false;
            return false;
        }
        return passes || run.strikes(Bug.IGNORED_TAG, true);
    }

    private Outcome put(FakeStore store) {
        int color = run.random().nextInt(3);
        if (run.strikes(Bug.LOST_WRITE, !late && !intent.batch())) {
            String type = store.state(intent.id()).isPresent() ? "updated" : "created";
            return new Applied(type, intent.id(), new Position(FakeRun.EPOCH, store.head() + 1));
        }
        if (run.strikes(Bug.GAP_IN_LOG, true)) {
            store.skipRevision();
        }
        LoggedChange change = store.put(intent.id(), intent.mark(), color);
        if (run.strikes(Bug.APPLIED_TWICE, late && !intent.batch())) {
            store.put(intent.id(), intent.mark(), color);
        }
        return applied(change);
    }

    private Outcome applied(LoggedChange change) {
        String epoch = run.strikes(Bug.MIXED_EPOCH, !late) ? "e2" : FakeRun.EPOCH;
        return new Applied(change.type(), change.id(), new Position(epoch, change.revision()));
    }

    private void answer() {
        stage = Stage.IDLE;
        Span span = run.since(name, invoked);
        for (int i = 0; i < collections.size(); i++) {
            Outcome outcome = outcomes.get(i);
            run.add(new Write(span, collections.get(i), intent, outcome));
            if (outcome instanceof Applied applied) {
                run.store(collections.get(i)).acknowledge(applied.receipt().revision(), span.returned());
            }
        }
    }
}
