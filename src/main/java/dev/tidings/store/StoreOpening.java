package dev.tidings.store;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the openings of all kinds of stores have in common; whatever fails, nothing stays open. */
final class StoreOpening {

    /** How many exports are under way at once. */
    static final int EXPORTS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);

    private final Vertx vertx;
    private final StoreOptions options;
    private final List<AutoCloseable> opened = new ArrayList<>();

    private StoreOpening(Vertx vertx, StoreOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    /** Opens. Blocks. */
    static JdbcStore open(Vertx vertx, StoreOptions options) {
        StoreOpening opening = new StoreOpening(vertx, options);
        try {
            return options.url() instanceof PostgresUrl url
                    ? new PostgresOpening(opening, url).open()
                    : new SqliteOpening(opening, ((StoreUrl.File) options.url()).path()).open();
        } catch (RuntimeException failure) {
            opening.giveUp();
            throw failure;
        }
    }

    StoreOptions options() {
        return options;
    }

    Vertx vertx() {
        return vertx;
    }

    /** Remembers what is to be closed where a later step fails. */
    <T extends AutoCloseable> T opened(T part) {
        opened.add(part);
        return part;
    }

    Lane lane(String name, SqlDialect dialect, Sessions sessions, int threads) {
        return new Lane(vertx, name, dialect, sessions, threads);
    }

    /**
     * Joins the parts of a store whose transactions are kept in this ledger.
     *
     * @param spoolFiles their folder, and how their names begin
     */
    JdbcStore assemble(StoreParts parts, Ledger ledger, int transactionsAtOnce, Narrower narrower, Path spoolFiles) {
        Transactions transactions = new JdbcTransactions(ledger, options.clock(), options.maxCollections());
        WriteQueue queue = new WriteQueue(
                transactions,
                parts.writer().tasks(),
                transactionsAtOnce,
                this::callersContext,
                options.queue(),
                options.listener());
        Retention retention = new Retention(vertx, parts.writer(), parts.readers(), parts.dialect(), options);
        retention.start();
        PageReads pages = new PageReads(narrower, options.query());
        Spool spool = new Spool(vertx, parts.exports(), narrower, spoolFiles, EXPORTS);
        return new JdbcStore(parts, queue, pages, spool, retention);
    }

    /** A future that is asked for on a context completes there. */
    private Executor callersContext() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(now -> task.run());
    }

    private void giveUp() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception failure) {
                LOG.warn("could not close a part of the store {}", options.url(), failure);
            }
        }
    }
}
