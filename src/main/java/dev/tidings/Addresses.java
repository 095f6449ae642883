package dev.tidings;

import dev.tidings.settings.HttpSettings;
import dev.tidings.settings.ManagementSettings;
import dev.tidings.settings.Settings;

/** Where a client on this machine finds the server. */
final class Addresses {

    private Addresses() {}

    static String http(HttpSettings http, int port) {
        return (http.tls() == null ? "http://" : "https://") + host(http.host()) + ":" + port;
    }

    /** Where health and metrics are. */
    static String management(Settings settings, int port) {
        ManagementSettings own = settings.management();
        return own == null ? http(settings.http(), port) : "http://" + host(own.host()) + ":" + port;
    }

    /** An address that listens everywhere is no place to go to; loopback is always part of it. */
    private static String host(String host) {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }
}
