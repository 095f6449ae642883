package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.store.CopyPart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CopyProgressTest {

    private final AtomicLong clock = new AtomicLong();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aLineTellsHowFarHowFastAndHowLongYet() {
        assertThat(ProgressLine.of("changes", 250_000, 1_000_000, Duration.ofSeconds(5)))
                .startsWith("changes          [##........]  25 % 250,000 rows 50,000/s 15 s left  ");
        assertThat(ProgressLine.of("resources", 1_000, 100_000, Duration.ofSeconds(1)))
                .contains("   1 % 1,000 rows 1,000/s 1 min 39 s left");
    }

    @Test
    void aLineIsAlwaysAsLong() {
        assertThat(ProgressLine.of("changes", 1, 10, Duration.ofSeconds(1))).hasSize(79);
        assertThat(ProgressLine.of("idempotency keys", 500_000_000, 1_000_000_000, Duration.ofSeconds(9_999)))
                .hasSize(79);
    }

    @Test
    void nothingToCopyIsAllOfIt() {
        assertThat(ProgressLine.of("changes", 0, 0, Duration.ZERO)).contains("100 % 0 rows 0/s");
    }

    @Test
    void onATerminalALineIsWrittenOverTheOneBefore() {
        CopyProgress progress = progress(true);
        rows(progress, 640, Duration.ofMillis(1));

        assertThat(List.of(printed().split("\r")))
                .hasSizeBetween(5, 12)
                .last()
                .asString()
                .contains("100 % ")
                .endsWith("\n");
    }

    @Test
    void elsewhereALineComesNowAndThen() {
        CopyProgress progress = progress(false);
        rows(progress, 640, Duration.ofMillis(1));
        assertThat(printed()).isEmpty();

        progress = progress(false);
        rows(progress, 640, Duration.ofMillis(100));
        assertThat(printed().lines()).hasSize(5).allMatch(line -> line.startsWith("changes  "));
        assertThat(printed()).doesNotContain("\r");
    }

    private CopyProgress progress(boolean terminal) {
        return new CopyProgress(new PrintStream(out, true, StandardCharsets.UTF_8), terminal, clock::get);
    }

    private void rows(CopyProgress progress, int count, Duration each) {
        progress.total(count);
        progress.begins(CopyPart.CHANGES);
        for (int i = 0; i < count; i++) {
            clock.addAndGet(each.toNanos());
            progress.row();
        }
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
