package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.model.TidingsException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreUrlTest {

    @Test
    void aFileIsNamedByItsPath() {
        assertThat(StoreUrl.parse("sqlite:data/tidings.db")).isEqualTo(new StoreUrl.File(Path.of("data/tidings.db")));
    }

    @Test
    void aDatabaseIsNamedWithUserAndPassword() {
        assertThat(StoreUrl.parse("postgresql://me:secret@db.example:5433/tidings"))
                .isEqualTo(new PostgresUrl("db.example", 5433, "tidings", "me", "secret", Map.of()));
        assertThat(StoreUrl.parse("postgres://db/tidings"))
                .isEqualTo(new PostgresUrl("db", 5432, "tidings", null, null, Map.of()));
        assertThat(StoreUrl.parse("postgresql://me@[::1]:1/t"))
                .isEqualTo(new PostgresUrl("[::1]", 1, "t", "me", null, Map.of()));
    }

    @Test
    void whatIsPercentEncodedIsDecoded() {
        assertThat(StoreUrl.parse("postgresql://m%40e:p%2F%3A%3F%23%25%C3%A9+@h/d%20b"))
                .isEqualTo(new PostgresUrl("h", 5432, "d b", "m@e", "p/:?#%é+", Map.of()));
    }

    @Test
    void theDriversParametersArePassedOn() {
        assertThat(((PostgresUrl) StoreUrl.parse("postgresql://h/d?sslmode=verify-full&sslrootcert=%2Fa%26b"))
                        .parameters())
                .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/a&b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sqlite:",
                "mysql://me:hidden@h/d",
                "hidden",
                "postgresql://me:hidden@h",
                "postgresql://me:hidden@h/",
                "postgresql://me:hidden@h:0/d",
                "postgresql://me:hidden@h:65536/d",
                "postgresql://me:hidden@h:x/d",
                "postgresql://me:hidden/@h/d",
                "postgresql://me:hidden%2@h/d",
                "postgresql://me:hidden%zz@h/d",
                "postgresql://me:hidden%00@h/d",
                "postgresql://me:hidden%ff@h/d",
                "postgresql://me:hidden@h1,h2/d",
                "postgresql://me:hidden@h/d/e",
                "postgresql://me:hidden@h/d#f",
                "postgresql://me:hidden@h/d?nonsense=1",
                "postgresql://me:hidden@h/d?sslmode",
                "postgresql://me:hidden@h/d?sslmode=bogus",
                "postgresql://me:hidden@h/d?sslmode=allow&sslmode=require",
                "postgresql://me:hidden@h/d?password=x",
                "postgresql://me:hidden@h/d?autosave=always",
            })
    void anyOtherIsRefusedInOneLineWithoutItsSecrets(String url) {
        assertThatThrownBy(() -> StoreUrl.parse(url))
                .isInstanceOf(TidingsException.class)
                .hasMessageStartingWith("store.url: must be ")
                .hasMessageNotContaining("hidden@")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aUrlNeverShowsItsPassword() {
        StoreUrl url = StoreUrl.parse("postgresql://me:hidden@h/d");

        assertThat(url).hasToString("postgresql://h:5432/d");
        assertThat(StoreOptions.of("postgresql://me:hidden@h/d").toString()).doesNotContain("hidden");
    }
}
