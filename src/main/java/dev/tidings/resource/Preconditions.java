package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;

/**
 * What a client demands of the state that its request meets, as data: parsed with the request, judged on what the request
 * reads or overwrites.
 *
 * @param ifMatch null where it was not said
 * @param ifNoneMatch null where it was not said
 */
public record Preconditions(TagSet ifMatch, TagSet ifNoneMatch) {

    public static final Preconditions NONE = new Preconditions(null, null);

    /** The tag of a state, without quotes: of a resource at its revision, or of a collection at its head. */
    public static String state(String epoch, long revision) {
        return epoch + "." + revision;
    }

    /**
     * Judges a write.
     *
     * @param current what will be overwritten; null where there is none
     * @param matchRequired whether the collection wants {@code If-Match} for what exists
     * @throws TidingsException {@code PRECONDITION_REQUIRED} or {@code PRECONDITION_FAILED}
     */
    void judgeWrite(Resource current, String epoch, boolean matchRequired) {
        if (current == null) {
            refuseIf(ifMatch != null, "There is no such resource to match.");
            return;
        }
        if (matchRequired && ifMatch == null) {
            throw TidingsException.of(
                    Code.PRECONDITION_REQUIRED, "Changes of what exists in this collection must say If-Match.");
        }
        String state = state(epoch, current.revision());
        refuseIf(ifMatch != null && !ifMatch.matchesStrongly(state), "The resource is at another revision.");
        refuseIf(ifNoneMatch != null && ifNoneMatch.matchesWeakly(state), "The resource is in a state excluded.");
    }

    /**
     * Judges a read.
     *
     * @return whether the client has this state already (304)
     * @throws TidingsException {@code PRECONDITION_FAILED}
     */
    public boolean judgeRead(String state) {
        refuseIf(ifMatch != null && !ifMatch.matchesStrongly(state), "It is at another revision.");
        return ifNoneMatch != null && ifNoneMatch.matchesWeakly(state);
    }

    private static void refuseIf(boolean failed, String detail) {
        if (failed) {
            throw TidingsException.of(Code.PRECONDITION_FAILED, detail);
        }
    }
}
