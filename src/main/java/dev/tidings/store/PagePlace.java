package dev.tidings.store;

import dev.tidings.model.Resource;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A resource's place in the order of a list: by its sort key, then by id. A long key is cut in a page's token, or the token
 * would not fit in a URL.
 */
final class PagePlace implements Comparable<PagePlace> {

    /** How much of a sort key a token holds. */
    static final int MAX_KEY = 512;

    private final byte[] key;
    private final String id;

    PagePlace(byte[] key, String id) {
        this.key = key;
        this.id = id;
    }

    static PagePlace of(Resource resource, SortOrder order) {
        return new PagePlace(order.key(resource), resource.id());
    }

    /** The place of a resource in a list by id, be it there or not. */
    static PagePlace ofId(String id) {
        return new PagePlace(new byte[0], id);
    }

    /** The key, or the first {@link #MAX_KEY} bytes of it. */
    byte[] shortKey() {
        return key.length > MAX_KEY ? Arrays.copyOf(key, MAX_KEY) : key;
    }

    String id() {
        return id;
    }

    /** Of the whole key, by which it is known again. */
    long fingerprint() {
        CRC32C crc = new CRC32C();
        crc.update(key);
        return (crc.getValue() << Integer.SIZE) | (Arrays.hashCode(key) & 0xFFFF_FFFFL);
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
