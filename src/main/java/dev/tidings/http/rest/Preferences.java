package dev.tidings.http.rest;

import java.util.Locale;

/**
 * What a client would like (RFC 7240); what is not understood is not an error.
 *
 * @param minimal whether a write's answer may go without its body
 * @param waitSeconds how many seconds an answer may wait for something to tell; 0 where nothing was said
 */
record Preferences(boolean minimal, int waitSeconds) {

    static final int MAX_WAIT = 60;

    /** Reads the header; null for none. Of a preference said twice the first one counts. */
    static Preferences parse(String header) {
        String returned = null;
        int wait = 0;
        for (String preference : header == null ? new String[0] : header.split(",")) {
            String[] pair = preference.split(";", 2)[0].split("=", 2);
            String name = pair[0].trim().toLowerCase(Locale.ROOT);
            String value = pair.length < 2 ? "" : pair[1].trim().replace("\"", "");
            if (name.equals("return") && returned == null) {
                returned = value;
            } else if (name.equals("wait") && wait == 0 && value.matches("[1-9][0-9]{0,8}")) {
                wait = Math.min(Integer.parseInt(value), MAX_WAIT);
            }
        }
        return new Preferences("minimal".equals(returned), wait);
    }
}
