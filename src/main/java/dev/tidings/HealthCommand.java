package dev.tidings;

import dev.tidings.model.TidingsException;
import dev.tidings.settings.ManagementSettings;
import dev.tidings.settings.Settings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running server on this machine, found by the same settings, how it is; a container's own health check. */
@Command(
        name = "health",
        description =
                "Ask the running server with the same settings how it is; ends with 0 where it is well, else with 1.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false)
final class HealthCommand implements Callable<Integer> {

    private static final int PATIENCE_MILLIS = 3_000;

    /** What to ask. */
    enum Question {
        live,
        ready
    }

    @Parameters(arity = "0..1", defaultValue = "ready", description = "live or ready (default: ready).")
    private Question question;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings;
        try {
            settings = SettingOptions.read(spec.commandLine().getParseResult());
        } catch (TidingsException wrong) {
            System.err.println("tidings: " + wrong.detail());
            return Exit.WRONG_SETTING;
        }
        ManagementSettings own = settings.management();
        int port = own == null ? settings.http().port() : own.port();
        String url = Addresses.management(settings, port) + "/health/" + question;
        try {
            return report(url, status(url, settings));
        } catch (IOException | GeneralSecurityException unreachable) {
            System.err.println("tidings: " + url + " does not answer: " + unreachable.getMessage());
            return Exit.FAILURE;
        }
    }

    private static int report(String url, int status) {
        System.out.println(url + " says " + status);
        return status == HttpURLConnection.HTTP_OK ? Exit.OK : Exit.FAILURE;
    }

    private static int status(String url, Settings settings) throws IOException, GeneralSecurityException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(
                    PinnedCertificate.of(settings.http().tls().certificate()).getSocketFactory());
            // the certificate is the very one of the settings, whatever name it is for
            secure.setHostnameVerifier((host, session) -> true);
        }
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        return connection.getResponseCode();
    }
}
