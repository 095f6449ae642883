package dev.tidings.settings;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that settings have. */
final class SettingTypes {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB|TiB)?");
    private static final Pattern NETWORK = Pattern.compile("([0-9A-Fa-f.:]+)(?:/([0-9]{1,3}))?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

    private SettingTypes() {}

    static SettingType<String> text(String words, Pattern pattern) {
        return SettingType.one(words, text -> Optional.of(text).filter(matches(pattern)));
    }

    static SettingType<String> anyText() {
        return SettingType.one("a text", text -> Optional.of(text).filter(some -> !some.isBlank()));
    }

    static SettingType<Boolean> bool() {
        return SettingType.one("true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static SettingType<Integer> whole(int least, int most) {
        SettingType<Long> wide = whole((long) least, most);
        return SettingType.one(wide.words(), text -> wide.reader().apply(text).map(Long::intValue));
    }

    static SettingType<Long> whole(long least, long most) {
        return SettingType.one("a whole number from " + least + " to " + most, text -> Optional.of(text)
                .filter(matches(WHOLE))
                .map(Long::parseLong)
                .filter(value -> value >= least && value <= most));
    }

    /** An address, or a network in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3): {@code 10.0.0.0/8}. */
    static SettingType<String> network() {
        return SettingType.one(
                "an address or network", text -> Optional.of(text).filter(SettingTypes::isNetwork));
    }

    private static boolean isNetwork(String text) {
        Matcher parts = NETWORK.matcher(text);
        byte[] address = parts.matches() ? NetUtil.createByteArrayFromIpAddressString(parts.group(1)) : null;
        return address != null
                && !isMapped(address)
                && (parts.group(2) == null || Integer.parseInt(parts.group(2)) <= 8 * address.length);
    }

    /** Whether it is one of IPv4 in IPv6's clothes, which is looked at as what it is. */
    private static boolean isMapped(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getAddress().length < address.length;
        } catch (UnknownHostException odd) {
            throw new IllegalStateException("an address of " + address.length + " bytes", odd);
        }
    }

    /** A span of time with its unit: {@code 500ms}, {@code 20s}, {@code 5m}, {@code 12h}, {@code 7d}. */
    static SettingType<Duration> duration(String least, String most) {
        Duration min = readDuration(least).orElseThrow();
        Duration max = readDuration(most).orElseThrow();
        return SettingType.one("a duration (ms, s, m, h, d) from " + least + " to " + most, text -> readDuration(text)
                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0));
    }

    private static Optional<Duration> readDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /** A number of bytes, in powers of 1024 where there is a unit: {@code 65536}, {@code 64KiB}, {@code 1MiB}. */
    static SettingType<Long> size(String least, String most) {
        long min = readSize(least).orElseThrow();
        long max = readSize(most).orElseThrow();
        return SettingType.one("a size (B, KiB, MiB, GiB, TiB) from " + least + " to " + most, text -> readSize(text)
                .filter(value -> value >= min && value <= max));
    }

    private static Optional<Long> readSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        int shift = 10 * List.of("B", "KiB", "MiB", "GiB", "TiB").indexOf(unit);
        long amount = Long.parseLong(matcher.group(1));
        return amount > (Long.MAX_VALUE >> shift) ? Optional.empty() : Optional.of(amount << shift);
    }

    /** One of an enum's constants, in small letters. */
    static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String words = constants.stream().map(SettingTypes::word).collect(Collectors.joining(", "));
        return SettingType.one("one of " + words, text -> constants.stream()
                .filter(constant -> word(constant).equals(text))
                .findFirst());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The path of a file; a relative one begins at the working directory. Whether it is there is not asked here. */
    static SettingType<Path> path() {
        return SettingType.one("the path of a file", SettingTypes::readPath);
    }

    private static Optional<Path> readPath(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException unusable) {
            return Optional.empty();
        }
    }

    /** Values separated by commas, with or without blanks around; nothing at all is the empty list. */
    static <T> SettingType<List<T>> listOf(String words, SettingType<T> element) {
        return new SettingType<>(words, text -> readList(text, element), true);
    }

    private static <T> Optional<List<T>> readList(String text, SettingType<T> element) {
        List<T> values = new ArrayList<>();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Optional<T> value = element.reader().apply(part.strip());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(List.copyOf(values));
    }

    private static Predicate<String> matches(Pattern pattern) {
        return pattern.asMatchPredicate();
    }
}
