package dev.tidings.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir
    Path directory;

    @Test
    void namesMayBeNestedOrDotted() throws IOException {
        Settings settings = read("http.tls: {}\nhttp:\n  port: 99\nwatch.compression: true\nretention: {age: 1d}\n");
        assertThat(settings.http().port()).isEqualTo(99);
        assertThat(settings.watch().compression()).isTrue();
        assertThat(settings.retention().age()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aListMayBeAListOrText() throws IOException {
        assertThat(read("http: {hosts: [a, b]}").http().hosts()).containsExactly("a", "b");
        assertThat(read("http: {hosts: 'a, b'}").http().hosts()).containsExactly("a", "b");
    }

    @Test
    void commentsAndEmptySectionsSayNothing() throws IOException {
        assertThat(read("# nothing\n")).isEqualTo(Settings.of(Map.of()));
        assertThat(read("http:\n  # port: 1\ncollections:\n")).isEqualTo(Settings.of(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http: {port: 1, port: 2}         | is no usable YAML: Duplicate field 'port'",
                "{http: {port: 1}, http: {}}      | is no usable YAML: Duplicate field 'http'",
                "{http.port: 1, http: {port: 2}}  | http.port: is there twice",
                "http: {prot: 1}                  | http.prot: there is no such setting; did you mean http.port?",
                "http:                            | ",
                "http: {port: }                   | http.port: must be a whole number",
                "http: {port: [1]}                | http.port: must be a whole number",
                "http: 1                          | http: there is no such setting",
                "[1]                              | must be a mapping",
                "{a: &x 1, http.port: *x}         | http.port: an alias is no value",
                "http: {hosts: [[a]]}             | http.hosts: must be host names",
                "auth: {tokens: [{id: a}]}        | auth.tokens: this version",
                "'x: y: z'                        | is no usable YAML",
            })
    void whatCannotBeUsedIsNamed(String yaml, String message) throws IOException {
        if (message == null) {
            assertThat(read(yaml)).isNotNull();
        } else {
            assertThatThrownBy(() -> read(yaml)).hasMessageContaining(message).hasMessageContaining("tidings.yaml");
        }
    }

    @Test
    void theLineIsTold() {
        assertThatThrownBy(() -> read("\nhttp:\n  prot: 1\n")).hasMessageContaining("tidings.yaml, line 3)");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Settings.read(Map.of(), Map.of(), Path.of("/nowhere/tidings.yaml")))
                .hasMessage("the settings file /nowhere/tidings.yaml cannot be read");
    }

    @Test
    void aCollectionMayDifferFromTheOthers() throws IOException {
        Path schema = Files.writeString(directory.resolve("order.json"), "{}");
        Settings settings = read(
                """
                retention.age: 3d
                collections:
                  autoCreate: false
                  plain:
                  orders:
                    schema: %s
                    requireMatch: true
                    indexes: [status, address.city]
                    retention: {changes: 5}
                """
                        .formatted(schema));
        assertThat(settings.collections().autoCreate()).isFalse();
        assertThat(settings.collections().named()).containsOnlyKeys("plain", "orders");
        CollectionSettings orders = settings.collections().named().get("orders");
        assertThat(orders.schema()).isEqualTo(schema);
        assertThat(orders.requireMatch()).isTrue();
        assertThat(orders.indexes()).containsExactly(List.of("status"), List.of("address", "city"));
        assertThat(orders.retention().changes()).isEqualTo(5);
        assertThat(orders.retention().age()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.collections().named().get("plain").retention()).isEqualTo(settings.retention());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Orders: {}                       | collections.Orders: \"Orders\" is no name for a collection",
                "orders: {requireMtach: true}     | there is no such setting; did you mean requireMatch?",
                "orders: true                     | collections.orders: there is no such setting",
                "orders: {schema: /nowhere/a}     | collections.orders.schema: the file /nowhere/a cannot be read",
                "orders: {rules: {read: public}}  | collections.orders.rules.read: this version of tidings",
                "orders: {indexes: ['a..b']}      | collections.orders.indexes: must be paths",
                "orders: {indexes: [id]}          | collections.orders.indexes: id is found without an index",
                "orders: {indexes: [createdAt.x]} | collections.orders.indexes: createdAt is found without an index",
                "orders: {indexes: [a, 'a b']}    | collections.orders.indexes: must be paths",
                "orders: {indexes: {a: b}}        | collections.orders.indexes.a: there is no such setting",
                "orders: {indexes: [\"a\\0b\"]}      | collections.orders.indexes: a path cannot have a zero character",
                "orders: {indexes: [a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q]} | .indexes: a path has at most 16 names",
                "orders: {indexes: 'a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q'} | .indexes: at most 16 paths",
                "orders: {retention: {age: 1}}    | collections.orders.retention.age: must be a duration",
            })
    void whatACollectionCannotHaveIsNamed(String yaml, String message) {
        assertThatThrownBy(() -> read("collections:\n  " + yaml)).hasMessageContaining(message);
    }

    private Settings read(String yaml) throws IOException {
        return Settings.read(Map.of(), Map.of(), Files.writeString(directory.resolve("tidings.yaml"), yaml));
    }
}
