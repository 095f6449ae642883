package dev.tidings.store;

import dev.tidings.model.Resource;
import java.util.Arrays;

/**
 * A resource's place in the order of a list: by its sort key, then by id. A long key is cut in a page's token, or the token
 * would not fit in a URL.
 */
final class PagePlace implements Comparable<PagePlace> {

    /** How much of a sort key a token holds. */
    static final int MAX_KEY = 512;

    private final byte[] key;
    private final String id;
    private final long revision;

    PagePlace(byte[] key, String id, long revision) {
        this.key = key;
        this.id = id;
        this.revision = revision;
    }

    static PagePlace of(Resource resource, SortOrder order) {
        return new PagePlace(order.key(resource), resource.id(), resource.revision());
    }

    /** The place of a resource in a list by id, be it there or not. */
    static PagePlace ofId(String id) {
        return new PagePlace(new byte[0], id, 0);
    }

    /** The key, or the first {@link #MAX_KEY} bytes of it. */
    byte[] shortKey() {
        return key.length > MAX_KEY ? Arrays.copyOf(key, MAX_KEY) : key;
    }

    String id() {
        return id;
    }

    long revision() {
        return revision;
    }

    /** Whether the key may have been longer; of whole keys only one in millions is just as long. */
    boolean mayBeCut() {
        return key.length == MAX_KEY;
    }

    @Override
    public int compareTo(PagePlace other) {
        int byKey = Arrays.compareUnsigned(key, other.key);
        return byKey != 0 ? byKey : id.compareTo(other.id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PagePlace place && Arrays.equals(key, place.key) && id.equals(place.id);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + id.hashCode();
    }
}
