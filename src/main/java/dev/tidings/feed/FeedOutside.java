package dev.tidings.feed;

/** What the {@link ChangeFeed} of a collection asks of the world around it. */
interface FeedOutside extends LogPages.Reader {

    /**
     * Where the log of a history stands.
     *
     * @param epoch of the history
     */
    record Head(String epoch, long revision) {}

    /** Registers the consumer of the collection's batches. */
    void register(Answer<Void> done);

    /** Unregisters it: the feed is off. */
    void unregister();

    /** Reads where the log stands. */
    void head(Answer<Head> answer);

    /** Runs this once other events that wait have had their turn. */
    void soon(Runnable action);

    void afterMillis(long delay, Runnable action);

    /** Asks for {@link ChangeFeed#broadcast}, as soon as the pace of broadcasts allows. */
    void dirty(View view);

    /** Tells all subscribers of a view. */
    void publish(ViewKey view, Tail tail);
}
