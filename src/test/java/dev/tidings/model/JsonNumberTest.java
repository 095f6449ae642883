package dev.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {

    /** From the least to the greatest. */
    private static final List<String> RISING = List.of(
            "-1e99999999999999999999",
            "-1e99999999999999999998",
            "-123456789012345678901234567891",
            "-123456789012345678901234567890",
            "-1",
            "-1e-99999999999999999999",
            "0",
            "1e-100000000000000000000",
            "1e-99999999999999999999",
            "1.5e-99999999999999999999",
            "0.01e-99999999999999999996",
            "0.1",
            "0.1000000000000000000000000001",
            "1",
            "9",
            "10",
            "1e400",
            "1e401",
            "9e99999999999999999998",
            "1e99999999999999999999",
            "1000e99999999999999999997",
            "1e100000000000000000001");

    @Test
    void numbersOfAnySizeAreInOrder() {
        for (int i = 0; i < RISING.size(); i++) {
            for (int j = 0; j < RISING.size(); j++) {
                assertThat(Integer.signum(JsonNumber.compare(RISING.get(i), RISING.get(j))))
                        .as("%s against %s", RISING.get(i), RISING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,-0",
        "0,0e999999999999999999999999",
        "0.000,-0E-5",
        "1,1.0",
        "1,10e-1",
        "1,0.1E+1",
        "1e0,1e-0",
        "1e00000000000000000000000000000000005,100000",
        "120,1.2e2",
        "-0.0012,-12e-4",
        "1e99999999999999999999,10e99999999999999999998",
        "1e100000000000000000000,10e99999999999999999999",
        "1e-99999999999999999999,10e-100000000000000000000",
        "0.001e100000000000000000001,1e99999999999999999998"
    })
    void oneNumberHasManyTexts(String a, String b) {
        assertThat(JsonNumber.equal(a, b)).isTrue();
        assertThat(JsonNumber.equal(b, a)).isTrue();
    }

    @Test
    void aMillionDigitsTakeAMoment() {
        String digits = "7".repeat(1_000_000);
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            assertThat(JsonNumber.compare("1e" + digits, "1e" + digits + "0")).isNegative();
            assertThat(JsonNumber.compare("1e" + digits, "1e-" + digits)).isPositive();
            assertThat(JsonNumber.compare("1e-" + digits + "8", "1e-" + digits + "7"))
                    .isNegative();
            assertThat(JsonNumber.equal(digits, "0." + digits + "e1000000")).isTrue();
            assertThat(JsonNumber.compare(digits, digits + ".1")).isNegative();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void numbersCompareAsBigDecimalsDo(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            String a = number(random);
            String b = random.nextInt(4) == 0 ? new BigDecimal(a).toString() : number(random);
            assertThat(Integer.signum(JsonNumber.compare(a, b)))
                    .as("seed %d: %s against %s", seed, a, b)
                    .isEqualTo(new BigDecimal(a).compareTo(new BigDecimal(b)));
        }
    }

    /** Few digits, so that what is nearly equal is common. */
    private static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(3) == 0 ? "0" : "" + (1 + random.nextInt(random.nextBoolean() ? 12 : 2000)));
        if (random.nextBoolean()) {
            text.append('.').append(digits(random));
        }
        if (random.nextBoolean()) {
            text.append(random.nextBoolean() ? 'e' : 'E')
                    .append(List.of("", "+", "-").get(random.nextInt(3)));
            text.append(random.nextBoolean() ? "00" : "").append(random.nextInt(8));
        }
        return text.toString();
    }

    private static String digits(Random random) {
        StringBuilder digits = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            digits.append("0015".charAt(random.nextInt(4)));
        }
        return digits.toString();
    }
}
