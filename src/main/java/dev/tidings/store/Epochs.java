package dev.tidings.store;

import java.security.SecureRandom;

/** Makes the names of histories. */
final class Epochs {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 6;

    private Epochs() {}

    static String make() {
        SecureRandom random = new SecureRandom();
        StringBuilder epoch = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            epoch.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return epoch.toString();
    }
}
