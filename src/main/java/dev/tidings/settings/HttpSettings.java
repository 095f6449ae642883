package dev.tidings.settings;

import java.util.List;

/**
 * Where and how resources are served.
 *
 * @param port 0 for any free one
 * @param maxBody bytes of a request's body, and of each line of a bulk load
 * @param hosts further host names that are answered to without auth
 * @param trustedProxies addresses and networks (CIDR) whose forwarding headers are believed
 * @param tls null for plain HTTP
 */
public record HttpSettings(
        String host, int port, long maxBody, List<String> hosts, List<String> trustedProxies, TlsSettings tls) {

    public HttpSettings {
        hosts = List.copyOf(hosts);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
