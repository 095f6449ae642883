package dev.tidings.settings;

import dev.tidings.model.TidingsException;
import dev.tidings.settings.AuthSettings.Mode;
import dev.tidings.settings.Given.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts the sources over one another, checks all names, then makes the records and checks what belongs together. */
final class SettingsReader {

    private static final List<Setting<?>> TOP = Stream.concat(
                    KnownSettings.built().stream(), KnownSettings.planned().stream())
            .toList();
    private static final List<String> NAMES = TOP.stream().map(Setting::name).toList();

    private final Values values;
    private final List<Given> ofCollections;

    private SettingsReader(Map<String, Given> given, List<Given> ofCollections) {
        this.values = new Values(given);
        this.ofCollections = ofCollections;
    }

    static Settings read(Map<String, String> commandLine, Map<String, String> environment, Path file) {
        Map<String, Given> all = new HashMap<>(fromFile(file));
        List<Given> ofCollections = new ArrayList<>();
        for (Given given : List.copyOf(all.values())) {
            if (known(given)) {
                continue;
            }
            if (!given.name().startsWith(CollectionReader.PREFIX)) {
                throw unknown(given);
            }
            ofCollections.add(given);
        }
        all.putAll(known(new Environment(TOP).read(environment)));
        all.putAll(known(fromCommandLine(commandLine)));
        return new SettingsReader(all, ofCollections).settings();
    }

    static Settings read(Map<String, String> given) {
        return new SettingsReader(known(fromCommandLine(given)), List.of()).settings();
    }

    private static Map<String, Given> fromFile(Path file) {
        if (file != null) {
            return SettingsFile.read(file);
        }
        return Files.exists(Settings.DEFAULT_FILE) ? SettingsFile.read(Settings.DEFAULT_FILE) : Map.of();
    }

    private static Map<String, Given> fromCommandLine(Map<String, String> texts) {
        Map<String, Given> given = new HashMap<>();
        texts.forEach((name, text) -> given.put(name, Given.value(name, text, "the command line")));
        return given;
    }

    private static Map<String, Given> known(Map<String, Given> given) {
        given.values().stream()
                .filter(each -> !NAMES.contains(each.name()))
                .findFirst()
                .ifPresent(unknown -> {
                    throw unknown(unknown);
                });
        return given;
    }

    /** Also true for a section that has nothing in it, as in a file whose lines are commented out. */
    private static boolean known(Given given) {
        boolean section =
                given.shape() == Shape.NOTHING && NAMES.stream().anyMatch(name -> name.startsWith(given.name() + "."));
        return section || NAMES.contains(given.name());
    }

    private static TidingsException unknown(Given given) {
        if (given.name().startsWith(CollectionReader.PREFIX)) {
            return given.wrong("settings of single collections stand in the settings file alone");
        }
        boolean variable = given.name().startsWith("TIDINGS_");
        List<String> candidates = variable ? TOP.stream().map(Setting::variable).toList() : NAMES;
        return given.wrong("there is no such setting" + Suggestions.didYouMean(given.name(), candidates));
    }

    private Settings settings() {
        KnownSettings.planned().forEach(values::get); // refuses what this version cannot do
        AuthSettings auth = auth();
        RetentionSettings retention = new RetentionSettings(
                values.get(KnownSettings.RETENTION_AGE),
                values.get(KnownSettings.RETENTION_CHANGES),
                values.get(KnownSettings.RETENTION_SIZE),
                values.get(KnownSettings.RETENTION_TOMBSTONES));
        return new Settings(
                http(auth),
                management(auth),
                store(),
                retention,
                watch(),
                new OriginSettings(values.get(KnownSettings.ORIGINS)),
                auth,
                collections(retention),
                new ClusterReader(values).read(),
                new DrainSettings(values.get(KnownSettings.DRAIN_DELAY), values.get(KnownSettings.DRAIN_TIME)),
                new LoggingSettings(values.get(KnownSettings.LOG_FORMAT), values.get(KnownSettings.LOG_LEVEL)));
    }

    private HttpSettings http(AuthSettings auth) {
        return new HttpSettings(
                host(KnownSettings.HTTP_HOST, auth),
                values.get(KnownSettings.HTTP_PORT),
                values.get(KnownSettings.HTTP_MAX_BODY),
                values.get(KnownSettings.HTTP_HOSTS),
                values.get(KnownSettings.HTTP_TRUSTED_PROXIES),
                tls());
    }

    /** Contract, section 6: without auth nobody else's machine is served unless the operator says so in so many words. */
    private String host(Setting<String> setting, AuthSettings auth) {
        String host = values.get(setting);
        if (host != null && !Loopback.is(host) && auth.mode() != Mode.NONE) {
            throw values.given()
                    .get(setting.name())
                    .wrong("to listen on " + host + " everybody there must be let in: say so with auth.mode=none");
        }
        return host == null ? null : host.replaceAll("^\\[|]$", "");
    }

    private ManagementSettings management(AuthSettings auth) {
        String host = host(KnownSettings.MANAGEMENT_HOST, auth);
        Integer port = values.get(KnownSettings.MANAGEMENT_PORT);
        String mainHost = host(KnownSettings.HTTP_HOST, auth);
        int mainPort = values.get(KnownSettings.HTTP_PORT);
        ManagementSettings own = new ManagementSettings(host == null ? mainHost : host, port == null ? mainPort : port);
        boolean same = own.host().equals(mainHost) && own.port() == mainPort && (port == null || port != 0);
        return same ? null : own;
    }

    private TlsSettings tls() {
        Path certificate = values.get(KnownSettings.TLS_CERTIFICATE);
        Path key = values.get(KnownSettings.TLS_KEY);
        if (certificate == null && key == null) {
            return null;
        }
        if (key == null) {
            throw given(KnownSettings.TLS_CERTIFICATE).wrong("http.tls.key must be set too");
        }
        if (certificate == null) {
            throw given(KnownSettings.TLS_KEY).wrong("http.tls.certificate must be set too");
        }
        return new TlsSettings(
                readable(KnownSettings.TLS_CERTIFICATE, certificate), readable(KnownSettings.TLS_KEY, key));
    }

    private Path readable(Setting<Path> setting, Path file) {
        if (!Files.isReadable(file)) {
            throw given(setting).wrong("the file " + file + " cannot be read");
        }
        return file;
    }

    private StoreSettings store() {
        return new StoreSettings(values.get(KnownSettings.STORE));
    }

    private WatchSettings watch() {
        return new WatchSettings(
                values.get(KnownSettings.HEARTBEAT),
                values.get(KnownSettings.MAX_CONNECTIONS),
                values.get(KnownSettings.MAX_SUBSCRIPTIONS),
                values.get(KnownSettings.COMPRESSION));
    }

    private AuthSettings auth() {
        Mode mode = values.get(KnownSettings.AUTH_MODE);
        if (mode == Mode.TOKEN || mode == Mode.JWT) {
            throw given(KnownSettings.AUTH_MODE).wrong("this version of tidings knows no auth yet, only none");
        }
        return new AuthSettings(mode);
    }

    private CollectionsSettings collections(RetentionSettings retention) {
        return new CollectionsSettings(
                values.get(KnownSettings.AUTO_CREATE),
                values.get(KnownSettings.COLLECTIONS_MAX),
                new CollectionReader(values, retention).read(ofCollections));
    }

    private Given given(Setting<?> setting) {
        return values.given().get(setting.name());
    }
}
