package dev.tidings.http.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainPaceTest {

    @ParameterizedTest
    @CsvSource({
        // connections, over milliseconds: each, pause
        "0, 20000, 1, 500",
        "1, 20000, 1, 500",
        "26, 20000, 1, 500",
        "50, 20000, 1, 400",
        "1000, 20000, 1, 20",
        "100000, 20000, 100, 20",
        "1001, 20000, 2, 39",
        "1500, 20000, 2, 26",
        "100001, 20000, 101, 20",
        "50, 1000, 1, 20",
        "51, 1000, 2, 39",
        "5, 0, 5, 20",
        "5, 10, 5, 20"
    })
    void aDrainTakesItsTimeAndNoMore(int connections, long millis, int each, long pause) {
        DrainPace pace = DrainPace.of(connections, Duration.ofMillis(millis));

        assertThat(pace).isEqualTo(new DrainPace(each, pause));
        int steps = (connections + each - 1) / each;
        assertThat((steps - 1) * pause).as("time").isLessThanOrEqualTo(millis);
    }
}
