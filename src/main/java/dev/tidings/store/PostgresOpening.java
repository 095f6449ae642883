package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.PostgresConnections.UnsuitableServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a store in PostgreSQL, step by step. Blocks. */
final class PostgresOpening {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresOpening.class);

    private static final int WRITERS = 4;
    private static final int READERS = 4;
    private static final int LOG_READERS = 1;
    private static final int CATCH_UP_READERS = 2;

    private final StoreOpening opening;
    private final PostgresUrl url;

    PostgresOpening(StoreOpening opening, PostgresUrl url) {
        this.opening = opening;
        this.url = url;
    }

    JdbcStore open() {
        try {
            return openParts();
        } catch (SQLException failure) {
            throw TidingsException.of(Code.UNAVAILABLE, "The store " + url + " " + reason(failure), failure);
        } catch (IOException failure) {
            throw TidingsException.of(
                    Code.UNAVAILABLE, "No folder for exports can be made: " + failure.getMessage(), failure);
        }
    }

    private JdbcStore openParts() throws SQLException, IOException {
        PostgresConnections first = PostgresConnections.opening(url);
        first.ask();
        PostgresDialect dialect = new PostgresDialect(first);
        Migrations.run(dialect, url.toString());
        PathIndexes indexes =
                PostgresIndexes.open(first, dialect, opening.options().indexes());
        PostgresHistory history = new PostgresHistory(url.toString());
        PostgresConnections bounded = PostgresConnections.bounded(url, history);
        bounded.ask(); // from here on the epoch is known
        int size = WRITERS + READERS + LOG_READERS + CATCH_UP_READERS + StoreOpening.EXPORTS;
        PostgresPool pool = opening.opened(new PostgresPool(bounded, dialect, size));
        SpoolFolder folder = opening.opened(SpoolFolder.make(Path.of(System.getProperty("java.io.tmpdir"))));
        StoreParts parts = new StoreParts(
                history,
                dialect,
                opening.lane("writer", dialect, pool, WRITERS),
                opening.lane("reader", dialect, pool, READERS),
                opening.lane("log", dialect, pool, LOG_READERS),
                opening.lane("catch-up", dialect, pool, CATCH_UP_READERS),
                opening.lane("export", dialect, pool, StoreOpening.EXPORTS),
                writer -> LOG.debug("the last session of {} is done", url),
                () -> {
                    pool.close();
                    folder.close();
                });
        Ledger ledger = new PostgresLedger(pool, dialect, history);
        Path spoolFiles = folder.path().resolve("tidings");
        return opening.assemble(parts, ledger, WRITERS, new Narrower(dialect, indexes), spoolFiles);
    }

    static String reason(SQLException failure) {
        if (failure instanceof UnsuitableServer unsuitable) {
            return "is not used: " + unsuitable.getMessage() + ".";
        }
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case "28P01", "28000" -> "does not let this user in, or not with this password; see store.url.";
            case "08004" -> "does not let this user in: " + firstLine(failure);
            case "3D000" -> "is not there: the server has no such database; make it, or see store.url.";
            case "53300" -> "has no connection to spare.";
            default ->
                state.startsWith("08")
                        ? "cannot be reached: " + network(failure)
                        : "cannot be opened: " + firstLine(failure);
        };
    }

    /** The driver says little of a host without an address, and of one that answers nothing. */
    private static String network(SQLException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof UnknownHostException) {
            return "there is no such host; see store.url.";
        }
        return cause instanceof SocketTimeoutException ? "it does not answer; see store.url." : firstLine(failure);
    }

    static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason was given");
    }
}
