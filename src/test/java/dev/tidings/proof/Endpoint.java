package dev.tidings.proof;

import java.net.InetSocketAddress;
import java.net.URI;

/** Where a server is to be reached. */
public record Endpoint(String host, int port) {

    public static Endpoint local(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    public URI uri(String pathAndQuery) {
        return URI.create("http://" + authority() + pathAndQuery);
    }

    public String authority() {
        return host + ":" + port;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
