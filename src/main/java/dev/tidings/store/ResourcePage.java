package dev.tidings.store;

import dev.tidings.model.Resource;
import java.util.List;

/**
 * A page of a collection, all from one statement.
 *
 * @param items the resources in order
 * @param revision the collection's head that they were read at
 * @param next where the next page begins, opaque and fit for a URL; null where there is no more
 * @param count how many resources there are in all; -1 where it was not asked for
 */
public record ResourcePage(List<Resource> items, long revision, String next, long count) {

    public ResourcePage {
        items = List.copyOf(items);
    }
}
