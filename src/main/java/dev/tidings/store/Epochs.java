package dev.tidings.store;

import java.security.SecureRandom;

/**
 * Makes the names of histories, and tells which came later: behind six letters and digits by chance stands how many there
 * were up to it, in base 36; nothing for the first. So a state that is put back brings along how old it is.
 */
final class Epochs {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 6;
    private static final int BASE = ALPHABET.length();

    private Epochs() {}

    /** A first one. */
    static String make() {
        SecureRandom random = new SecureRandom();
        StringBuilder epoch = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            epoch.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return epoch.toString();
    }

    /** One that follows both, where there are such; null for none. */
    static String after(String one, String other) {
        long count = Math.max(count(one), count(other)) + 1;
        return count == 1 ? make() : make() + Long.toString(count, BASE);
    }

    /** Whether an epoch is surely older than one that is known; null for none known. */
    static boolean isOlder(String epoch, String known) {
        return count(epoch) < count(known);
    }

    private static long count(String epoch) {
        if (epoch == null) {
            return 0;
        }
        return epoch.length() <= LENGTH ? 1 : Long.parseLong(epoch.substring(LENGTH), BASE);
    }
}
