package dev.tidings.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements that go to PostgreSQL in one message and one answer: one round trip for all of them. */
final class Script {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Adds a statement; an array of Java stands for one of the database. */
    Script add(String statement, Object... values) {
        sql.append(sql.length() == 0 ? "" : ";\n").append(statement);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Where one fails, those after it are not run. */
    PreparedStatement prepare(Session session) throws SQLException {
        Object[] bound = new Object[parameters.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = bind(session, parameters.get(i));
        }
        return session.prepare(sql.toString(), bound);
    }

    private static Object bind(Session session, Object value) throws SQLException {
        if (value instanceof String[] texts) {
            return session.connection().createArrayOf("text", texts);
        }
        if (value instanceof Long[] numbers) {
            return session.connection().createArrayOf("int8", numbers);
        }
        if (value instanceof Boolean[] flags) {
            return session.connection().createArrayOf("bool", flags);
        }
        return value;
    }
}
