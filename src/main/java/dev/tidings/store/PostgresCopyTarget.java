package dev.tidings.store;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** A PostgreSQL database that is copied into. */
final class PostgresCopyTarget extends CopyTarget {

    private static final String PATIENCE = "SET lock_timeout = '5s'";
    private static final String ALONE = "SELECT pg_try_advisory_lock(7116900270165356149)";
    private static final String LOCK = "LOCK TABLE store, collection IN EXCLUSIVE MODE";

    private PostgresCopyTarget(PostgresUrl url, Session session) {
        super(url.place(), session);
    }

    static PostgresCopyTarget open(PostgresUrl url) throws SQLException {
        PostgresConnections connections = PostgresConnections.unbounded(url);
        Session session = new Session(connections.getConnection(), new PostgresDialect(connections));
        try {
            requireAlone(session, url);
            Migrations.run(session.dialect(), url.toString());
            PostgresHistory.run(session.connection(), PATIENCE);
            return new PostgresCopyTarget(url, session);
        } catch (SQLException | RuntimeException failure) {
            session.close();
            throw failure;
        }
    }

    private static void requireAlone(Session session, PostgresUrl url) throws SQLException {
        try (ResultSet row = session.prepare(ALONE).executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                throw TidingsException.of(Code.UNAVAILABLE, "Another copy into the store " + url + " is under way.");
            }
        }
    }

    @Override
    void lock() throws SQLException {
        session().update(LOCK);
    }

    @Override
    void empty() throws SQLException {
        session().update("TRUNCATE " + CopyPart.tables());
    }

    @Override
    void setEpoch(String epoch) throws SQLException {
        PostgresHistory.set(session().connection(), epoch);
    }

    /** Without statistics the first plans of a server would be guesses. */
    @Override
    void beforeRelease(String epoch) throws SQLException {
        session().update("ANALYZE " + CopyPart.tables());
    }

    @Override
    CopySink sink(CopyPart part) throws SQLException {
        return new Sink(session(), part);
    }

    @Override
    public void close() throws SQLException {
        session().close();
    }

    /** One {@code COPY}, committed when it is finished. */
    private static final class Sink implements CopySink {

        private static final int BUFFER = 64 << 10;

        private final boolean withJson;
        private final PGCopyOutputStream out;

        Sink(Session session, CopyPart part) throws SQLException {
            List<String> columns = new ArrayList<>(part.columns());
            this.withJson = part == CopyPart.RESOURCES;
            if (withJson) {
                columns.add("json");
            }
            String copy = "COPY " + part.table() + " (" + String.join(", ", columns) + ") FROM STDIN";
            this.out = new PGCopyOutputStream(session.connection().unwrap(PGConnection.class), copy, BUFFER);
        }

        @Override
        public void write(List<String> row) throws IOException {
            List<String> all = row;
            if (withJson) {
                String document = row.get(row.size() - 1);
                all = new ArrayList<>(row);
                all.add(JsonbFit.holds(document) ? document : null);
            }
            out.write(CopyText.line(all).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void finish() throws SQLException {
            out.endCopy();
        }

        @Override
        public void close() throws SQLException {
            if (out.isActive()) {
                out.cancelCopy();
            }
        }
    }
}
