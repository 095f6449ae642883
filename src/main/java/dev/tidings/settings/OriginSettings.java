package dev.tidings.settings;

import java.util.List;

/**
 * Whose pages may write, watch and read across origins.
 *
 * @param allowed exact origins ({@code scheme://host[:port]}) besides the server's own
 */
public record OriginSettings(List<String> allowed) {

    public OriginSettings {
        allowed = List.copyOf(allowed);
    }
}
