package dev.tidings.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.http.exchange.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real data, nested and in many scripts, there and back. */
class CountriesTest {

    private static RestServer server;
    private static List<String> countries;

    @BeforeAll
    static void load() throws IOException {
        server = RestServer.start();
        countries = Files.readAllLines(Path.of("src/test/resources/countries.ndjson"));
        Reply reply = server.ask("POST", "/v1/countries")
                .body("application/x-ndjson", String.join("\n", countries))
                .send();
        assertThat(reply.json().getInteger("created")).isEqualTo(countries.size());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A country's own members: all but its id, which comes first. */
    private static String own(String country) {
        return country.substring(country.indexOf(',') + 1);
    }

    private static String id(String country) {
        return country.substring(7, 10);
    }

    @Test
    void everyCountryComesBackToTheLetter() {
        List<String> exported = server.ask("GET", "/v1/countries")
                .with("Accept", "application/x-ndjson")
                .send()
                .text()
                .lines()
                .toList();

        assertThat(exported).hasSameSizeAs(countries);
        for (String country : countries) {
            assertThat(exported)
                    .anyMatch(line ->
                            line.startsWith("{\"id\":\"" + id(country) + "\"") && line.endsWith("," + own(country)));
        }
    }

    @Test
    void whatWasReadCanBePutBackWithoutAChange() {
        for (String country : countries.subList(0, 20)) {
            String target = "/v1/countries/" + id(country);
            Reply read = server.get(target);
            assertThat(server.put(target, read.text()).etag()).isEqualTo(read.etag());
        }
    }

    @Test
    void theyCanBeSortedByWhatIsWithin() {
        Reply page = server.get("/v1/countries?sort=region,-area&fields=region,area&limit=1000&count=true");

        assertThat(page.json().getInteger("count")).isEqualTo(countries.size());
        assertThat(page.json().getJsonArray("items").getJsonObject(0).getString("id"))
                .isEqualTo("DZA");
    }
}
