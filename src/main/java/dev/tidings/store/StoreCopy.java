package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.CopyResult.Kind;
import dev.tidings.store.Transfer.Role;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Copies a store into an empty one, of the same kind or another, to the letter. Where the epoch goes along, the target is
 * filled while it is closed to servers, then the source is closed for good, and only then the target opened: at no moment
 * can both be opened under one epoch, and no moment is one at which what is in them could be lost. See {@link CopyStep}.
 */
public final class StoreCopy {

    private final CopySource source;
    private final CopyTarget target;
    private final CopyMode mode;
    private final CopyListener listener;

    private StoreCopy(CopySource source, CopyTarget target, CopyMode mode, CopyListener listener) {
        this.source = source;
        this.target = target;
        this.mode = mode;
        this.listener = listener;
    }

    /**
     * Copies. Blocks until it is done, and needs little memory, however large the stores. Broken off at any moment, also by
     * the end of the process, it can be run again.
     *
     * @throws TidingsException where it cannot be done, with one line for the operator
     */
    public static CopyResult run(StoreUrl from, StoreUrl to, CopyMode mode, CopyListener listener) {
        if (from.place().equals(to.place())) {
            throw TidingsException.of(Code.INVALID, "A store cannot be copied into itself.");
        }
        try (CopySource source = open(from, () -> CopySource.open(from, mode));
                CopyTarget target = open(to, () -> CopyTarget.open(to))) {
            return new StoreCopy(source, target, mode, listener).run();
        } catch (SQLException | IOException failure) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The copy broke off, run it again: " + PostgresOpening.firstLine(failure),
                    failure);
        }
    }

    /** Opens one end. */
    @FunctionalInterface
    private interface Opening<T> {
        T open() throws SQLException, IOException;
    }

    private static <T> T open(StoreUrl url, Opening<T> opening) {
        try {
            return opening.open();
        } catch (SQLException failure) {
            throw TidingsException.of(
                    Code.UNAVAILABLE, "The store " + url + " " + PostgresOpening.reason(failure), failure);
        } catch (IOException failure) {
            throw TidingsException.of(
                    Code.UNAVAILABLE,
                    "The store " + url + " cannot be used: " + SqliteOpening.reason(failure),
                    failure);
        }
    }

    private CopyResult run() throws SQLException, IOException {
        if (mode == CopyMode.MOVE && source.moved().isPresent()) {
            return finish(source.moved().get());
        }
        String id = UUID.randomUUID().toString();
        target.reserve(new Transfer(Role.TARGET, id, source.epoch(), source.name()));
        listener.reached(CopyStep.RESERVED);
        Map<CopyPart, Long> rows = fill();
        listener.reached(CopyStep.FILLED);
        if (mode == CopyMode.MOVE) {
            source.leave(new Transfer(Role.SOURCE, id, source.epoch(), target.name()));
            listener.reached(CopyStep.LEFT);
        }
        return release(mode == CopyMode.MOVE ? source.epoch() : Epochs.make(), Kind.WHOLE, rows);
    }

    /** What is left to do for a source that was moved already. */
    private CopyResult finish(Transfer moved) throws SQLException, IOException {
        Optional<Transfer> there = target.transfer();
        if (there.isPresent() && there.get().id().equals(moved.id())) {
            return release(moved.epoch(), Kind.FINISHED, Map.of());
        }
        if (there.isEmpty() && target.epoch().equals(Optional.of(moved.epoch()))) {
            return result(moved.epoch(), Kind.DONE_BEFORE, Map.of());
        }
        throw TidingsException.of(
                Code.UNAVAILABLE,
                "The store " + source.name() + " was moved to " + moved.peer()
                        + " before. What was left behind can still" + " be copied with --new-epoch.");
    }

    private Map<CopyPart, Long> fill() throws SQLException, IOException {
        Map<CopyPart, Long> expected = source.counts();
        expected.keySet().retainAll(mode.parts());
        listener.total(expected.values().stream().mapToLong(Long::longValue).sum());
        Map<CopyPart, Long> rows = new EnumMap<>(CopyPart.class);
        for (CopyPart part : mode.parts()) {
            listener.begins(part);
            rows.put(part, fill(part));
        }
        if (!rows.equals(expected)) {
            throw TidingsException.of(
                    Code.INTERNAL,
                    "The store " + source.name() + " is damaged: it should have " + expected + ", but has " + rows
                            + ". The target stays closed.");
        }
        return rows;
    }

    private long fill(CopyPart part) throws SQLException, IOException {
        long count = 0;
        try (CopySink sink = target.sink(part);
                ResultSet rows = source.rows(part, mode)) {
            while (rows.next()) {
                sink.write(row(rows, part.columns().size()));
                listener.row();
                count++;
            }
            sink.finish();
        }
        return count;
    }

    private static List<String> row(ResultSet row, int columns) throws SQLException {
        List<String> values = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            values.add(row.getString(i));
        }
        return values;
    }

    private CopyResult release(String epoch, Kind kind, Map<CopyPart, Long> rows) throws SQLException, IOException {
        target.release(epoch);
        listener.reached(CopyStep.RELEASED);
        return result(epoch, kind, rows);
    }

    private CopyResult result(String epoch, Kind kind, Map<CopyPart, Long> rows) {
        return new CopyResult(source.name(), target.name(), epoch, mode, kind, rows);
    }
}
