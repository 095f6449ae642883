package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.JsonNumber;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberKeyTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 0",
        "-0.00e5, 0",
        "1, 1",
        "1.0, 1",
        "-12.50, -125e-1",
        "100, 1e2",
        "0.001E1, 1e-2",
        "1e0, 1",
        "1e+007, 1e7",
        "1e-00000000000000000000000000007, 1e-7",
        "10e99999999999999999, 1e100000000000000000",
        "10e999999999999999999999999, 1e1000000000000000000000000",
        "0.1e1000000000000000000000000, 1e999999999999999999999999",
        "10e-1000000000000000000000000, 1e-999999999999999999999999",
        "0.1e-999999999999999999999999, 1e-1000000000000000000000000",
        "10e-100000000000000000, 1e-99999999999999999",
        "0.1e100000000000000000, 1e99999999999999999"
    })
    void aNumberHasOneKeyHoweverItIsWritten(String number, String key) {
        assertThat(NumberKey.of(number)).isEqualTo(key);
        assertThat(NumberKey.of(key)).isEqualTo(key);
    }

    @Test
    void keysAreEqualWhereNumbersAre() {
        long seed = 11;
        Random random = new Random(seed);
        int equal = 0;
        for (int i = 0; i < 50_000; i++) {
            String a = number(random);
            String b = number(random);
            boolean same = JsonNumber.equal(a, b);
            assertThat(NumberKey.of(a).equals(NumberKey.of(b)))
                    .as("seed %d: %s and %s", seed, a, b)
                    .isEqualTo(same);
            if (!JsonNumber.equal(a, NumberKey.of(a)) || !JsonNumber.equal(a, CanonicalText.number(a))) {
                throw new AssertionError("seed " + seed + ": the key of " + a + " is another number");
            }
            equal += same ? 1 : 0;
        }
        assertThat(equal).as("equal ones are frequent").isGreaterThan(1_000);
    }

    private static String number(Random random) {
        String digits = "10".repeat(random.nextInt(2)) + random.nextInt(2);
        String units = digits.startsWith("0") ? "0" : digits;
        String fraction = random.nextBoolean() ? "." + "0".repeat(random.nextInt(3)) + random.nextInt(2) : "";
        String[] exponents = {
            "", "", "e0", "e1", "E-1", "e+01", "e99999999999999999", "e100000000000000000", "e-100000000000000000"
        };
        return (random.nextInt(4) == 0 ? "-" : "") + units + fraction + exponents[random.nextInt(exponents.length)];
    }

    @Test
    void aLongExponentCostsNoMoreThanItsLength() {
        String exponent = "9".repeat(1_000_000);
        assertThat(NumberKey.of("10e" + exponent)).isEqualTo("1e1" + "0".repeat(1_000_000));
    }
}
