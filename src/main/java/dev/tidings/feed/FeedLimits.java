package dev.tidings.feed;

/**
 * How much the feed of a node holds and reads at a time.
 *
 * @param pageChanges the log pages of views are aligned to multiples of this many changes, so that readers share them
 * @param pageWeight the weight, in characters, at which a page of the log or of a scan is cut short
 * @param chunkBytes the bytes at which a chunk is closed
 * @param tailBytes what a view's tail may keep for readers that lag a little
 * @param heldTailBytes what it may grow to while a page is read, before the reader has to ask once more
 * @param pendingWeight the weight of batches kept while an earlier one is missing
 * @param keptBytes what the complete pages may take that a view keeps
 * @param nodeKeptBytes what those of all views of the node may take
 */
record FeedLimits(
        int pageChanges,
        int pageWeight,
        int chunkBytes,
        int tailBytes,
        int heldTailBytes,
        int pendingWeight,
        int keptBytes,
        int nodeKeptBytes) {

    private static final int MIB = 1024 * 1024;

    static final FeedLimits DEFAULT =
            new FeedLimits(128, 2 * Chunk.SIZE, Chunk.SIZE, 256 * 1024, 4 * MIB, 4 * MIB, 8 * MIB, 32 * MIB);
}
