package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.MediaType;
import dev.tidings.http.exchange.QueryParameters;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parsers, where going over the wire would add nothing. */
class HeaderParsersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return=minimal | true | 0",
                "Return = \"minimal\" | true | 0",
                "return=representation, return=minimal | false | 0",
                "respond-async, wait=10, return=minimal;foo=bar | true | 10",
                "wait=100 | false | 60",
                "wait=0 | false | 0",
                "wait=x, wait=5 | false | 5",
                "nonsense,,=;, | false | 0"
            })
    void preferencesAreReadAsFarAsTheyAreUnderstood(String header, boolean minimal, int seconds) {
        assertThat(Preferences.parse(header)).isEqualTo(new Preferences(minimal, seconds));
    }

    @Test
    void nothingSaidIsNothingPreferred() {
        assertThat(Preferences.parse(null)).isEqualTo(new Preferences(false, 0));
    }

    @Test
    void aQuerySplitsAtAmpersandsAlone() {
        QueryParameters query = QueryParameters.parse(
                "filter=a==b;c=gt=5&&limit=7&after=%E2%82%AC+%2B", Set.of("filter", "limit", "after"));

        assertThat(query.text("filter")).contains("a==b;c=gt=5");
        assertThat(query.number("limit", 1, 10, 5)).isEqualTo(7);
        assertThat(query.text("after")).contains("€ +");
        assertThat(query.with("after", "x&y")).isEqualTo("filter=a%3D%3Db%3Bc%3Dgt%3D5&limit=7&after=x%26y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json | utf-8",
                "Application/JSON;Charset=\"UTF-8\" | application/json | utf-8",
                "text/plain; format=flowed ; charset=latin1 | text/plain | latin1"
            })
    void mediaTypesAreRead(String header, String name, String charset) {
        assertThat(MediaType.parse(header)).contains(new MediaType(name, charset));
    }

    @Test
    void linesAreCutWhereverTheStreamIs() {
        Random random = new Random(7);
        String text = "first\n\nthird\r\n" + "x".repeat(50) + "\n" + "y".repeat(11) + "\nlast";
        for (int round = 0; round < 200; round++) {
            assertThat(split(text, random))
                    .containsExactly("1:first", "2:", "3:third\r", "4:too long", "5:too long", "6:last");
        }
    }

    private static List<String> split(String text, Random random) {
        LineSplitter lines = new LineSplitter(10);
        List<String> found = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(20));
            lines.feed(Buffer.buffer(text.substring(at, end)));
            collect(lines, found);
            at = end;
        }
        lines.end();
        collect(lines, found);
        return found;
    }

    private static void collect(LineSplitter lines, List<String> found) {
        for (Optional<LineSplitter.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            LineSplitter.Line line = next.get();
            found.add(line.number() + ":"
                    + (line.bytes() == null ? "too long" : new String(line.bytes(), StandardCharsets.UTF_8)));
        }
    }
}
