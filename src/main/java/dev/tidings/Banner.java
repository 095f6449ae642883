package dev.tidings;

import dev.tidings.settings.Settings;

/** What a person at a terminal sees once the server is ready. */
final class Banner {

    private Banner() {}

    static String of(Settings settings, Server server) {
        String http = Addresses.http(settings.http(), server.port());
        String management = Addresses.management(settings, server.managementPort());
        return """

                  Tidings %s is ready.

                  Resources   %s/v1
                  Write       curl -X PUT %s/v1/orders/42 -H 'Content-Type: application/json' -d '{"status":"open"}'
                  Watch       curl -N -H 'Accept: text/event-stream' '%s/v1/orders?snapshot=true'
                  Health      %s/health
                  Metrics     %s/metrics

                  Ctrl-C ends it.
                """
                .formatted(Build.version(), http, http, http, management, management);
    }
}
