package dev.tidings.feed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what goes over the bus (HMAC-SHA256, RFC 2104) with a secret that all nodes share, so that whoever only reaches
 * the bus's port cannot speak on it. Safe for any thread.
 */
public final class Seal {

    /** Signs nothing: for a bus that nobody else can reach. */
    public static final Seal NONE = new Seal(null);

    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Seal(SecretKeySpec key) {
        this.key = key;
    }

    /** The seal of this secret; {@link #NONE} for null. Takes a moment: not for a loop that others wait for. */
    public static Seal of(String secret) {
        if (secret == null) {
            return NONE;
        }
        Seal seal = new Seal(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        seal.sign(new byte[0], 0); // else the first message would load the platform's cryptography on an event loop
        return seal;
    }

    /** Whether there is a secret. */
    boolean signs() {
        return key != null;
    }

    /** The signature of the first bytes of a message. */
    byte[] sign(byte[] message, int length) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM); // no object of this kind can be shared by threads
            mac.init(key);
            mac.update(message, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("each Java platform has " + ALGORITHM, missing);
        }
    }

    /** Whether a message ends with the signature of all that is before it. */
    boolean isOn(byte[] message) {
        int length = message.length - BYTES;
        if (length < 0) {
            return false;
        }
        byte[] signature = new byte[BYTES];
        System.arraycopy(message, length, signature, 0, BYTES);
        return MessageDigest.isEqual(sign(message, length), signature); // in a time that tells nothing
    }
}
