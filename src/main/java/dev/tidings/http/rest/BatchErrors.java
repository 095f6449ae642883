package dev.tidings.http.rest;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.model.TidingsException.Fault;
import dev.tidings.store.Write;
import java.util.List;

/** Errors of a batch: each says which operation it was. */
final class BatchErrors {

    private static final String MEMBER = "operation";

    private BatchErrors() {}

    /** The error of one member of an operation. */
    static TidingsException malformed(int index, String member, String detail) {
        String pointer = pointer(index) + (member.isEmpty() ? "" : "/" + member);
        return TidingsException.of(
                        Code.BAD_REQUEST, "Operation " + index + ": " + detail, List.of(new Fault(pointer, detail)))
                .with(MEMBER, index);
    }

    /** An error that was met with one member of an operation. */
    static TidingsException at(int index, String member, TidingsException error) {
        String base = pointer(index) + "/" + member;
        List<Fault> faults = error.faults().isEmpty()
                ? List.of(new Fault(base, error.detail()))
                : error.faults().stream()
                        .map(fault -> new Fault(base + fault.pointer(), fault.detail()))
                        .toList();
        return TidingsException.of(error.code(), error.detail(), faults).with(MEMBER, index);
    }

    /** The same write within a batch: it draws on the budget, and what refuses it says which operation it was. */
    static Write within(BatchBudget budget, int index, Write write) {
        return current -> {
            try {
                int before = current == null ? 0 : current.document().length();
                budget.charge(index, before);
                Write.Verdict verdict = write.judge(current);
                int after = verdict instanceof Write.Put put ? put.document().length() : 0;
                budget.charge(index, before + after);
                return verdict;
            } catch (TidingsException refused) {
                throw refused.faults().isEmpty() ? refused.with(MEMBER, index) : at(index, "body", refused);
            }
        };
    }

    private static String pointer(int index) {
        return "/operations/" + index;
    }
}
