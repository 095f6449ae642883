package dev.tidings.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;

/** UTF-8 by RFC 3629: overlong forms, surrogates and whatever else is malformed are refused, never replaced. */
final class StrictUtf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private StrictUtf8() {}

    /** The text of these bytes; where they are no UTF-8 a {@code BAD_REQUEST}. */
    static String decode(byte[] utf8) {
        // The JDK's fast decoder puts U+FFFD for what is malformed. Only where one is found is it worth the slow
        // decoder
        // to tell that from a U+FFFD that the author wrote.
        String text = new String(utf8, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            check(utf8);
        }
        return text;
    }

    private static void check(byte[] utf8) {
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CoderResult result = UTF_8.newDecoder().decode(in, CharBuffer.allocate(utf8.length), true);
        if (result.isError()) {
            throw TidingsException.of(Code.BAD_REQUEST, "The text is not UTF-8 at byte " + in.position());
        }
    }

    /** How many bytes the first characters of this well-formed text take. */
    static int length(String text, int characters) {
        return text.substring(0, characters).getBytes(UTF_8).length;
    }
}
