package dev.tidings.proof.history;

import java.util.List;

/**
 * Whether a server that keeps the contract could have given this history.
 *
 * @param faults what it could not have, each with what stands beside it; empty if it could
 * @param resumedElsewhere how often a watcher went on from its position at another node than before
 * @param unanswered the writes that a server took and did not answer, which is no fault of one that was killed
 */
public record Verdict(List<String> faults, long resumedElsewhere, List<String> unanswered) {

    public boolean isClean() {
        return faults.isEmpty();
    }

    @Override
    public String toString() {
        return isClean() ? "as the contract promises" : String.join("\n", faults);
    }
}
