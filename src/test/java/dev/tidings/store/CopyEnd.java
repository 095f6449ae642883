package dev.tidings.store;

import dev.tidings.store.PostgresServer.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** One end of a copy in a test: a store that is opened as a server would, or looked at from outside. */
record CopyEnd(String url, Connector connector) {

    /** Connects to a database without this server's help. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    enum Kind {
        SQLITE,
        POSTGRES
    }

    /** A place for a store where none is yet. */
    static CopyEnd fresh(Kind kind, Path folder, String name) {
        if (kind == Kind.SQLITE) {
            Path file = folder.resolve(name + ".db");
            return new CopyEnd("sqlite:" + file, () -> DriverManager.getConnection("jdbc:sqlite:" + file));
        }
        Database database = PostgresServer.shared().database();
        return new CopyEnd(database.url(), () -> database.server().connect(database.name()));
    }

    StoreUrl parsed() {
        return StoreUrl.parse(url);
    }

    TestStore open() {
        return TestStore.at(url, UnaryOperator.identity());
    }

    /** All rows of a part, each as a text. */
    List<String> rows(CopyPart part) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connector.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(part.rows(CopyMode.MOVE))) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= part.columns().size(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(String.valueOf(values));
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return rows;
    }

    List<List<String>> rows() {
        return List.of(CopyPart.values()).stream().map(this::rows).toList();
    }

    String query(String sql) {
        try (Connection connection = connector.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    void execute(String sql) {
        try (Connection connection = connector.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
