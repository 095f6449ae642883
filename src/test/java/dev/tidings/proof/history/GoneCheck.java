package dev.tidings.proof.history;

import dev.tidings.proof.history.Operation.Gone;

/** A 410 is given for one of its three reasons alone, and what it tells of the log is true. */
final class GoneCheck {

    private final Log log;
    private final Timeline timeline;
    private final Faults faults;

    GoneCheck(Log log, Timeline timeline, Faults faults) {
        this.log = log;
        this.timeline = timeline;
        this.faults = faults;
    }

    void check(Gone gone) {
        long since = gone.since().revision();
        boolean otherEpoch = !gone.since().isOf(gone.epoch());
        boolean belowFloor = since < gone.floor();
        boolean aboveHead = since > gone.head();
        faults.require(otherEpoch || belowFloor || aboveHead, () -> "no reason for a 410: " + gone);
        faults.require(
                log.epoch().equals(gone.epoch()), () -> "a 410 with another epoch than " + log.epoch() + ": " + gone);
        faults.require(gone.floor() <= gone.head(), () -> "a floor above the head: " + gone);
        faults.require(
                gone.span().invoked() <= timeline.latest(gone.head() + 1),
                () -> "a 410 with a head that was long passed: " + gone + log.around(gone.head()));
    }
}
