package dev.tidings.proof;

import dev.tidings.model.Position;
import dev.tidings.proof.history.Intent;
import dev.tidings.proof.history.Outcome;
import dev.tidings.proof.history.Outcome.Applied;
import dev.tidings.proof.history.Outcome.Refused;
import dev.tidings.proof.history.Outcome.Unchanged;
import dev.tidings.proof.history.Outcome.Unknown;
import java.util.Set;

/** What an answer says of a write : a 503 was not applied, a 504 may have been. */
final class Outcomes {

    /** What may meet a writer that does nothing wrong. */
    private static final Set<Integer> EXPECTED = Set.of(404, 409, 412, 503, 504);

    private Outcomes() {}

    static boolean isExpected(Answer answer) {
        return answer.isSuccess() || EXPECTED.contains(answer.status());
    }

    static Outcome of(Intent intent, Answer answer) {
        return switch (answer.status()) {
            case 200 ->
                answer.receipt().equals(intent.ifMatch())
                        ? new Unchanged(answer.receipt())
                        : applied("updated", intent, answer);
            case 201 -> applied("created", intent, answer);
            case 204 -> applied("deleted", intent, answer);
            case 503 -> new Refused(503);
            default ->
                answer.status() < 500 ? new Refused(answer.status()) : new Unknown("status " + answer.status(), true);
        };
    }

    private static Applied applied(String type, Intent intent, Answer answer) {
        Position receipt = answer.receipt();
        String id = intent.id() == null ? answer.json().path("id").asText() : intent.id();
        return new Applied(type, id, receipt);
    }
}
