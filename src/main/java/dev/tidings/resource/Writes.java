package dev.tidings.resource;

import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.Resource;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Write;
import java.util.function.Supplier;

/** The kinds of write, each a function of the resource as it is and of the epoch that it is met in. */
final class Writes {

    private Writes() {}

    /** Makes a resource where there is none. */
    record Create(String collection, JsonText body, DocumentRules rules) implements Write {

        @Override
        public Verdict judge(Resource current) {
            OwnMembers.id(body); // one that is no id is refused here, where the other faults of a body are
            String document = rules.check(collection, OwnMembers.of(body));
            if (current != null) {
                throw TidingsException.of(Code.CONFLICT, "There is a resource with the id " + current.id() + ".");
            }
            return new Put(document);
        }
    }

    /** Makes a resource or puts another one in its place. */
    record Replace(String collection, String id, JsonText body, DocumentRules rules, Guard guard) implements Write {

        @Override
        public Verdict judge(Resource current) {
            guard.judge(current);
            OwnMembers.requireId(body, id);
            return put(current, rules.check(collection, OwnMembers.of(body)));
        }
    }

    /** Changes what there is. */
    record Change(String collection, Patch patch, DocumentRules rules, Guard guard) implements Write {

        @Override
        public Verdict judge(Resource current) {
            requireThere(current);
            guard.judge(current);
            return put(current, rules.check(collection, patch.applyTo(current)));
        }
    }

    /** Removes what there is. */
    record Delete(Guard guard) implements Write {

        @Override
        public Verdict judge(Resource current) {
            requireThere(current);
            guard.judge(current);
            return new Remove();
        }
    }

    /** A write that is refused whatever there is. */
    record Refused(TidingsException reason) implements Write {

        @Override
        public Verdict judge(Resource current) {
            throw reason;
        }
    }

    /**
     * What a write demands of the state that it meets.
     *
     * @param epoch of that state, asked for when it is met: a write may have waited while its store was restored
     */
    record Guard(Preconditions conditions, Supplier<String> epoch, boolean matchRequired) {

        void judge(Resource current) {
            conditions.judgeWrite(current, epoch.get(), matchRequired);
        }
    }

    /** The same text changes nothing: no revision, no event. */
    private static Write.Verdict put(Resource current, String document) {
        return current != null && current.document().equals(document) ? new Write.Keep() : new Write.Put(document);
    }

    private static void requireThere(Resource current) {
        if (current == null) {
            throw TidingsException.of(Code.NOT_FOUND, "There is no such resource.");
        }
    }
}
