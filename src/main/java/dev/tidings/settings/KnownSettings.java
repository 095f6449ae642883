package dev.tidings.settings;

import static dev.tidings.settings.SettingTypes.anyText;
import static dev.tidings.settings.SettingTypes.bool;
import static dev.tidings.settings.SettingTypes.duration;
import static dev.tidings.settings.SettingTypes.listOf;
import static dev.tidings.settings.SettingTypes.network;
import static dev.tidings.settings.SettingTypes.oneOf;
import static dev.tidings.settings.SettingTypes.path;
import static dev.tidings.settings.SettingTypes.size;
import static dev.tidings.settings.SettingTypes.text;
import static dev.tidings.settings.SettingTypes.whole;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The table of everything that can be set; help, documentation and all three sources follow it. */
public final class KnownSettings {

    private static final SettingType<String> HOST_NAME =
            text("a host name or address", Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?"));
    private static final SettingType<String> ORIGIN =
            text("an origin", Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s/?#@*]+"));
    private static final SettingType<String> STORE_URL = text(
            "sqlite:FILE or postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
            Pattern.compile("sqlite:(?!:)[^?]+|postgres(?:ql)?://.*"));
    private static final SettingType<String> MEMBER_PATH =
            text("a dotted path of members", Pattern.compile("[^.\\s]+(?:\\.[^.\\s]+)*"));

    private static final SettingType<String> MEMBER =
            text("host:port", Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):[0-9]{1,5}"));

    static final Setting<String> HTTP_HOST =
            Setting.of("http.host", HOST_NAME, "127.0.0.1", "The address to listen on");
    static final Setting<Integer> HTTP_PORT =
            Setting.of("http.port", whole(0, 65535), "8080", "The port to listen on; 0 for any free one");
    static final Setting<Long> HTTP_MAX_BODY = Setting.of(
            "http.maxBody", size("1B", "64MiB"), "1MiB", "The largest body; of a bulk load, its largest line");
    static final Setting<List<String>> HTTP_HOSTS = Setting.of(
            "http.hosts", listOf("host names", HOST_NAME), "", "Further host names that are answered to without auth");
    static final Setting<List<String>> HTTP_TRUSTED_PROXIES = Setting.of(
            "http.trustedProxies",
            listOf("addresses or networks (10.0.0.0/8)", network()),
            "",
            "Proxies whose Forwarded, or X-Forwarded-For, -Host and -Proto, are believed");
    static final Setting<Path> TLS_CERTIFICATE = Setting.of(
            "http.tls.certificate",
            path(),
            null,
            "PEM file of the certificate and its chain; TLS when the key is set too");
    static final Setting<Path> TLS_KEY = Setting.of("http.tls.key", path(), null, "PEM file of the private key");

    static final Setting<String> MANAGEMENT_HOST = Setting.of(
            "management.host", HOST_NAME, null, "Moves health and metrics to this address; http.host by default");
    static final Setting<Integer> MANAGEMENT_PORT = Setting.of(
            "management.port", whole(0, 65535), null, "Moves health and metrics to this port; http.port by default");

    static final Setting<String> STORE = Setting.of(
                    "store.url",
                    STORE_URL,
                    "sqlite:data/tidings.db",
                    "Where the data is: sqlite:FILE or postgresql://…")
            .kept();

    static final Setting<Duration> RETENTION_AGE =
            Setting.of("retention.age", duration("1ms", "36500d"), "7d", "How long a change stays in the log");
    static final Setting<Long> RETENTION_CHANGES = Setting.of(
            "retention.changes",
            whole(1, 1_000_000_000_000L),
            "1000000",
            "How many changes stay in a collection's log");
    static final Setting<Long> RETENTION_SIZE =
            Setting.of("retention.size", size("1B", "1024TiB"), "4GiB", "How large a collection's log may be");
    static final Setting<Duration> RETENTION_TOMBSTONES = Setting.of(
            "retention.tombstones",
            duration("1ms", "36500d"),
            "90d",
            "How long it is known that a resource was deleted");

    static final Setting<Duration> HEARTBEAT = Setting.of(
            "watch.heartbeat",
            duration("100ms", "1h"),
            "20s",
            "Between pings and bookmarks; twice it ends a mute peer");
    static final Setting<Integer> MAX_CONNECTIONS =
            Setting.of("watch.maxConnections", whole(1, 10_000_000), "100000", "Watching connections in all");
    static final Setting<Integer> MAX_SUBSCRIPTIONS =
            Setting.of("watch.maxSubscriptions", whole(1, 100_000), "100", "Subscriptions on one socket");
    static final Setting<Boolean> COMPRESSION =
            Setting.of("watch.compression", bool(), "false", "Whether sockets offer permessage-deflate");

    static final Setting<List<String>> ORIGINS = Setting.of(
            "origins.allowed",
            listOf("origins (https://example.org)", ORIGIN),
            "",
            "Origins besides the server's own whose pages may write, watch and read; exact");

    static final Setting<AuthSettings.Mode> AUTH_MODE = Setting.of(
            "auth.mode",
            oneOf(AuthSettings.Mode.class),
            "unset",
            "none: whoever can connect may do everything; token and jwt are for a later version");

    static final Setting<Boolean> AUTO_CREATE = Setting.of(
            "collections.autoCreate",
            bool(),
            "true",
            "A write to a new name makes the collection; false: 404 for others");
    static final Setting<Integer> COLLECTIONS_MAX =
            Setting.of("collections.max", whole(1, 1_000_000), "10000", "How many collections there may be");

    static final Setting<Boolean> CLUSTER_ENABLED = Setting.of(
            "cluster.enabled", bool(), "false", "Whether this node works together with others; wants PostgreSQL");
    static final Setting<String> CLUSTER_HOST = Setting.of(
            "cluster.host", HOST_NAME, "127.0.0.1", "The one address at which the other nodes reach this one");
    static final Setting<Integer> CLUSTER_PORT =
            Setting.of("cluster.port", whole(1, 65535), "5701", "The port on which nodes find each other");
    static final Setting<Integer> CLUSTER_BUS_PORT = Setting.of(
            "cluster.busPort", whole(1, 65535), "5702", "The port on which nodes tell each other of changes");
    static final Setting<List<String>> CLUSTER_MEMBERS = Setting.of(
            "cluster.members",
            listOf("host:port of nodes", MEMBER),
            "",
            "Where the nodes are, this one included; one that is not listed starts only with another");
    static final Setting<String> CLUSTER_KUBERNETES_SERVICE = Setting.of(
            "cluster.kubernetes.service",
            HOST_NAME,
            null,
            "The DNS name of a headless service whose pods are the nodes; instead of members");
    static final Setting<String> CLUSTER_SECRET = Setting.of(
                    "cluster.secret",
                    anyText(),
                    null,
                    "Signs what goes over the bus; the same on all nodes; needed where cluster.host is not loopback")
            .kept();

    static final Setting<Duration> DRAIN_DELAY =
            Setting.of("drain.delay", duration("0s", "1h"), "0s", "How long to go on after readiness turned 503");
    static final Setting<Duration> DRAIN_TIME =
            Setting.of("drain.time", duration("0s", "1h"), "20s", "Over how long watchers are sent away");
    static final Setting<LoggingSettings.Format> LOG_FORMAT = Setting.of(
            "logging.format", oneOf(LoggingSettings.Format.class), "auto", "auto: text on a terminal, else json");
    static final Setting<LoggingSettings.Level> LOG_LEVEL =
            Setting.of("logging.level", oneOf(LoggingSettings.Level.class), "info", "From where on a message counts");

    private static final List<Setting<?>> PLANNED = List.of(
            planned("auth.queryToken", "false", "Tokens in the query"),
            planned("auth.tokens", null, "API tokens: id, hash, subject, scopes"),
            planned("auth.jwt.issuer", null, "Who must have issued a token"),
            planned("auth.jwt.audience", null, "Whom a token must be for"),
            planned("auth.jwt.algorithm", "RS256", "How a token must be signed"),
            planned("auth.jwt.leeway", "30s", "How far clocks may differ"),
            planned("auth.jwt.keyFile", null, "PEM public key, or the secret"),
            planned("auth.jwt.jwksUrl", null, "Where the keys are"));

    private static final List<Setting<?>> BUILT = List.of(
            HTTP_HOST,
            HTTP_PORT,
            HTTP_MAX_BODY,
            HTTP_HOSTS,
            HTTP_TRUSTED_PROXIES,
            TLS_CERTIFICATE,
            TLS_KEY,
            MANAGEMENT_HOST,
            MANAGEMENT_PORT,
            STORE,
            RETENTION_AGE,
            RETENTION_CHANGES,
            RETENTION_SIZE,
            RETENTION_TOMBSTONES,
            HEARTBEAT,
            MAX_CONNECTIONS,
            MAX_SUBSCRIPTIONS,
            COMPRESSION,
            ORIGINS,
            AUTH_MODE,
            AUTO_CREATE,
            COLLECTIONS_MAX,
            CLUSTER_ENABLED,
            CLUSTER_HOST,
            CLUSTER_PORT,
            CLUSTER_BUS_PORT,
            CLUSTER_MEMBERS,
            CLUSTER_KUBERNETES_SERVICE,
            CLUSTER_SECRET,
            DRAIN_DELAY,
            DRAIN_TIME,
            LOG_FORMAT,
            LOG_LEVEL);

    static final Setting<Path> SCHEMA =
            Setting.of("schema", path(), null, "JSON Schema 2020-12 that resources must match, a file");
    static final Setting<List<String>> INDEXES = Setting.of(
            "indexes",
            listOf("paths (status,address.city)", MEMBER_PATH),
            "",
            "Paths that filters test often, at most 16");
    static final Setting<Boolean> REQUIRE_MATCH =
            Setting.of("requireMatch", bool(), "false", "Whether changes to what exists must say If-Match");

    private static final List<Setting<?>> OF_A_COLLECTION = List.of(
            SCHEMA,
            INDEXES,
            REQUIRE_MATCH,
            RETENTION_AGE,
            RETENTION_CHANGES,
            RETENTION_SIZE,
            RETENTION_TOMBSTONES,
            planned("rules.read", null, "Who may read"),
            planned("rules.create", null, "Who may create"),
            planned("rules.update", null, "Who may update"),
            planned("rules.delete", null, "Who may delete"));

    private KnownSettings() {}

    private static Setting<String> planned(String name, String fallback, String doc) {
        return Setting.of(name, anyText(), fallback, doc).kept().later();
    }

    /** What this version does, in the order of the documentation. */
    public static List<Setting<?>> built() {
        return BUILT;
    }

    /** Names that the contract has and this version cannot serve yet. */
    public static List<Setting<?>> planned() {
        return PLANNED;
    }

    /** What the settings file may say below {@code collections.NAME.}. */
    public static List<Setting<?>> ofACollection() {
        return OF_A_COLLECTION;
    }
}
