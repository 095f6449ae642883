package dev.tidings.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one error of this server: a code for machines, a detail for people. What it says may be sent to a client, so it
 * holds no class name, no SQL and no secret; what is only for the operator goes into its cause and so into the log.
 * Immutable; without a stack trace of its own, since it tells of a request and not of a place in the code.
 */
public final class TidingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One fault of several in a body: a JSON Pointer (RFC 6901) to it, and what is wrong. */
    public record Fault(String pointer, String detail) {}

    private final Code code;
    private final transient List<Fault> faults;
    private final transient Map<String, Object> members;

    private TidingsException(
            Code code, String detail, Throwable cause, List<Fault> faults, Map<String, Object> members) {
        super(detail, cause, false, false);
        this.code = code;
        this.faults = faults;
        this.members = members;
    }

    public static TidingsException of(Code code, String detail) {
        return new TidingsException(code, detail, null, List.of(), Map.of());
    }

    /** With a cause, which is logged and never sent. */
    public static TidingsException of(Code code, String detail, Throwable cause) {
        return new TidingsException(code, detail, cause, List.of(), Map.of());
    }

    public static TidingsException of(Code code, String detail, List<Fault> faults) {
        return new TidingsException(code, detail, null, List.copyOf(faults), Map.of());
    }

    /** The same error with one more member for its problem document: a string, a number or a boolean. */
    public TidingsException with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new TidingsException(code, getMessage(), getCause(), faults, more);
    }

    public Code code() {
        return code;
    }

    public String detail() {
        return getMessage();
    }

    /** The single faults of a body that was well-formed, but not valid. */
    public List<Fault> faults() {
        return faults;
    }

    /** Further members of the problem document, in order, for instance {@code epoch} and {@code floor} of a 410. */
    public Map<String, Object> members() {
        return members;
    }
}
