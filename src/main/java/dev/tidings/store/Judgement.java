package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.WriteOutcome.Committed;
import dev.tidings.store.WriteOutcome.Replayed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Judges the requests of one transaction, one after another, each on what was read and what those before it did. Pure: it
 * reads nothing and writes nothing but its own overlay, which the transaction then brings to the database.
 */
final class Judgement {

    private final List<Ruling> rulings = new ArrayList<>();
    private final Overlay overlay;
    private final long now;
    private final long maxCollections;

    private Judgement(State ground, long now, long maxCollections) {
        this.overlay = new Overlay(ground);
        this.now = now;
        this.maxCollections = maxCollections;
    }

    /** Rules on requests, in order. */
    static Judgement of(List<WriteRequest> requests, State ground, long now, long maxCollections) {
        Judgement judgement = new Judgement(ground, now, maxCollections);
        requests.forEach(request -> judgement.rulings.add(judgement.rule(request)));
        return judgement;
    }

    /** One for each request. */
    List<Ruling> rulings() {
        return Collections.unmodifiableList(rulings);
    }

    private Ruling rule(WriteRequest request) {
        Idempotency idempotency = request.idempotency();
        if (idempotency == null) {
            return attempt(request);
        }
        // Before any precondition is looked at: a repeated If-None-Match: * gets the answer of the first, not a 412.
        return overlay.answer(KeptAnswer.Key.of(idempotency))
                .map(kept -> replay(kept, idempotency))
                .orElseGet(() -> remember(idempotency, attempt(request)));
    }

    /** All that was granted so far. */
    Overlay result() {
        return overlay;
    }

    private Ruling attempt(WriteRequest request) {
        Overlay own = new Overlay(overlay);
        try {
            List<Applied> results = new Trial(own, now, maxCollections).run(request);
            own.settleOn(overlay);
            return new Ruling.Granted(new Committed(results));
        } catch (TidingsException refusal) {
            return new Ruling.Refused(refusal);
        } catch (RuntimeException fault) {
            return new Ruling.Refused(TidingsException.of(
                    Code.INTERNAL, "The server failed on this request; nothing was applied.", fault));
        }
    }

    private static Ruling replay(KeptAnswer kept, Idempotency asked) {
        if (kept.requestHash().equals(asked.requestHash())) {
            return new Ruling.Granted(new Replayed(kept.answer()));
        }
        return new Ruling.Refused(TidingsException.of(
                Code.INVALID, "The idempotency key was used before, with another request; use a new key."));
    }

    private Ruling remember(Idempotency idempotency, Ruling ruling) {
        answerTo(idempotency.answers(), ruling)
                .ifPresent(answer -> overlay.keep(
                        KeptAnswer.Key.of(idempotency), new KeptAnswer(idempotency.requestHash(), answer, now)));
        return ruling;
    }

    private static Optional<String> answerTo(Idempotency.Answers answers, Ruling ruling) {
        if (ruling instanceof Ruling.Refused refused) {
            return answers.refusal(refused.refusal());
        }
        Committed committed = (Committed) ((Ruling.Granted) ruling).outcome();
        return Optional.of(answers.success(committed.results()));
    }
}
