package dev.tidings.http.exchange;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986 section 2.1), strict: what does not decode to UTF-8 is an error and not a guess. */
final class Percent {

    private Percent() {}

    /** Decodes a segment of a path. */
    static String decodePath(String encoded) {
        return decode(encoded, '+');
    }

    /** Decodes a name or a value of a query, where {@code +} is a space. */
    static String decodeQuery(String encoded) {
        return decode(encoded, ' ');
    }

    /** Encodes a name or a value of a query. */
    static String encodeQuery(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String encoded, char plus) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return requireAscii(encoded);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                bytes.write(octet(encoded, i));
                i += 2;
            } else {
                bytes.write(c == '+' ? plus : c);
            }
        }
        requireAscii(encoded);
        return utf8(bytes.toByteArray());
    }

    private static int octet(String encoded, int at) {
        int high = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 1), 16) : -1;
        int low = at + 2 < encoded.length() ? Character.digit(encoded.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw undecodable();
        }
        return high * 16 + low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw undecodable();
        }
    }

    private static String requireAscii(String encoded) {
        if (!encoded.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw undecodable();
        }
        return encoded;
    }

    private static TidingsException undecodable() {
        return TidingsException.of(Code.BAD_REQUEST, "The request's target is not percent-encoded UTF-8.");
    }
}
