package dev.tidings.settings;

/**
 * Where the data is.
 *
 * @param url {@code sqlite:FILE} or {@code postgresql://…}, which may hold a password and is never to be shown
 */
public record StoreSettings(String url) {

    @Override
    public String toString() {
        return "StoreSettings[url=" + url.substring(0, url.indexOf(':')) + ":…]";
    }
}
