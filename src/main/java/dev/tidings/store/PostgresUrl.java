package dev.tidings.store;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;

/**
 * A PostgreSQL database: {@code postgresql://USER:PASSWORD@HOST:PORT/DATABASE?NAME=VALUE}, each part percent-encoded where
 * it holds a character with a meaning here.
 *
 * @param user null where the URL names none; then the database goes by the name of the process's own user
 * @param password null where the URL has none
 * @param parameters the driver's own, for instance {@code sslmode}
 */
record PostgresUrl(String host, int port, String database, String user, String password, Map<String, String> parameters)
        implements StoreUrl {

    private static final Pattern SCHEME = Pattern.compile("postgres(?:ql)?://");

    private static final Pattern URL = Pattern.compile(SCHEME
            + "(?:(?<user>[^:/?#@]+)(?::(?<password>[^/?#@]*))?@)?"
            + "(?<host>\\[[0-9a-fA-F:.]+]|[^:/?#@,\\[\\]]+)(?::(?<port>[0-9]{1,5}))?"
            + "/(?<database>[^/?#@]+)(?:\\?(?<parameters>[^#]*))?");

    private static final int DEFAULT_PORT = 5432;
    private static final int MAX_PORT = 65_535;

    /** What the server sets itself, or would break what it promises. */
    private static final Set<PGProperty> OWN = Set.of(
            PGProperty.USER,
            PGProperty.PASSWORD,
            PGProperty.PG_HOST,
            PGProperty.PG_PORT,
            PGProperty.PG_DBNAME,
            PGProperty.AUTOSAVE,
            PGProperty.CONNECT_TIMEOUT,
            PGProperty.SOCKET_TIMEOUT,
            PGProperty.TCP_KEEP_ALIVE,
            PGProperty.PREFER_QUERY_MODE,
            PGProperty.READ_ONLY,
            PGProperty.REWRITE_BATCHED_INSERTS);

    PostgresUrl {
        parameters = Map.copyOf(parameters);
    }

    static boolean isOne(String url) {
        return SCHEME.matcher(url).lookingAt();
    }

    static PostgresUrl parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw StoreUrl.unusable("it has not that form; in a name or password, percent-encode : / ? # @ and %");
        }
        int port = parts.group("port") == null ? DEFAULT_PORT : Integer.parseInt(parts.group("port"));
        if (port < 1 || port > MAX_PORT) {
            throw StoreUrl.unusable("there is no port " + port);
        }
        return new PostgresUrl(
                decode(parts.group("host"), "host"),
                port,
                decode(parts.group("database"), "database"),
                decode(parts.group("user"), "user"),
                decode(parts.group("password"), "password"),
                parameters(parts.group("parameters")));
    }

    @Override
    public String place() {
        return toString();
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), "parameters");
            PGProperty property = PGProperty.forName(name);
            if (property == null || equals < 0) {
                throw StoreUrl.unusable("the driver knows no parameter '" + name + "' with a value");
            }
            if (OWN.contains(property)) {
                throw StoreUrl.unusable("its parameter " + name + " is not for the URL to set");
            }
            String value = decode(pair.substring(equals + 1), name);
            requireChoice(property, value);
            if (parameters.put(name, value) != null) {
                throw StoreUrl.unusable("its parameter " + name + " stands there twice");
            }
        }
        return parameters;
    }

    private static void requireChoice(PGProperty property, String value) {
        String[] choices = property.getChoices();
        if (choices != null && Arrays.stream(choices).noneMatch(value::equalsIgnoreCase)) {
            throw StoreUrl.unusable("its parameter " + property.getName() + " is one of " + String.join(", ", choices));
        }
    }

    private static String decode(String text, String part) {
        if (text == null || text.indexOf('%') < 0) {
            return text;
        }
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        try {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '%') {
                    bytes.put((byte) HexFormat.fromHexDigits(text, i + 1, i + 3));
                    i += 2;
                } else {
                    bytes.put(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
                }
            }
            String decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            if (decoded.indexOf('\0') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException malformed) {
            throw StoreUrl.unusable("the percent-encoding of its " + part + " is broken");
        }
        throw StoreUrl.unusable("its " + part + " holds a zero");
    }
}
