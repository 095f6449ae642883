package dev.tidings.http.rest;

import dev.tidings.http.exchange.Answer;
import dev.tidings.http.exchange.Failures;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.store.Applied;
import dev.tidings.store.Idempotency;
import dev.tidings.store.Idempotency.Answers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The header by which a client says that two requests are one. */
final class IdempotencyKeys {

    private static final int MAX_LENGTH = 255;

    /** What the write itself met, and would perhaps not meet again. */
    private static final Set<Code> KEPT =
            Set.of(Code.NOT_FOUND, Code.CONFLICT, Code.PRECONDITION_FAILED, Code.INVALID, Code.PRECONDITION_REQUIRED);

    private IdempotencyKeys() {}

    /**
     * The identity of a request.
     *
     * @param kind what the body was read as: the same bytes may be two kinds of patch
     * @param success makes the answer to what was applied
     * @return null where the request names no key
     */
    static Idempotency of(Call call, String kind, byte[] body, Function<List<Applied>, Answer> success) {
        String header = call.header("Idempotency-Key");
        if (header == null) {
            return null;
        }
        if (call.request().headers().getAll("Idempotency-Key").size() > 1) {
            throw unusable();
        }
        return new Idempotency(
                call.principal().subject(),
                call.request().method().name(),
                call.path().toString(),
                key(header),
                hash(kind, body),
                answers(success));
    }

    /** The key itself: the bare form and the quoted one (a string of RFC 9651) are one key. */
    private static String key(String header) {
        String trimmed = header.trim();
        boolean quoted = trimmed.startsWith("\"");
        if (quoted && !trimmed.matches("\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*\"")) {
            throw unusable();
        }
        String key = quoted ? trimmed.substring(1, trimmed.length() - 1).replaceAll("\\\\(.)", "$1") : trimmed;
        if (key.isEmpty() || key.length() > MAX_LENGTH || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw unusable();
        }
        return key;
    }

    private static TidingsException unusable() {
        return TidingsException.of(
                Code.BAD_REQUEST, "Idempotency-Key must be, once, 1 to " + MAX_LENGTH + " printable ASCII characters.");
    }

    private static Answers answers(Function<List<Applied>, Answer> success) {
        return new Answers() {
            @Override
            public String success(List<Applied> results) {
                return AnswerCodec.encode(success.apply(results));
            }

            @Override
            public Optional<String> refusal(TidingsException refusal) {
                return KEPT.contains(refusal.code())
                        ? Optional.of(AnswerCodec.encode(Failures.problem(refusal)))
                        : Optional.empty();
            }
        };
    }

    private static String hash(String kind, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((kind + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
