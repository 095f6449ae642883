package dev.tidings.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Takes the rows of one part of a store. Closed before it is finished, it may leave some of them behind. */
interface CopySink extends AutoCloseable {

    /** The columns of the part as texts; null where there is no value. */
    void write(List<String> row) throws SQLException, IOException;

    /** When this returns, all that was written is committed. */
    void finish() throws SQLException, IOException;

    @Override
    void close() throws SQLException, IOException;
}
