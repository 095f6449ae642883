package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterSqlTest {

    @Test
    void aFewTestsAreAllAsked() {
        assertThat(narrow("a==1,b>2").sql()).isEqualTo("(one(a) OR numbers(b))");
        assertThat(narrow("a==1;(b.c>2,d=ex=true)").sql()).isEqualTo("(one(a) AND (numbers(b.c) OR present(d)))");
    }

    @Test
    void hundredsOfAlternativesAreNotAskedForEveryRow() {
        assertThat(narrow(many(280, "a==%d", ",")).isNone()).isTrue();
        assertThat(narrow(many(50, "a.b.c.d.e.f.g.h.i<%d", ",")).isNone()).isTrue();
    }

    @Test
    void ofHundredsOfTestsThatAllHaveToHoldAFewAreAsked() {
        String sql = narrow(many(230, "a!=z%d", ";")).sql();

        assertThat(sql.split("none\\(a\\)", -1)).hasSize(FilterSql.MAX_NAMES + 1);
    }

    @Test
    void whatIsTooMuchLeavesRoomForWhatIsNot() {
        assertThat(narrow("(" + many(100, "a==%d", ",") + ");b==1").sql()).isEqualTo("one(b)");
    }

    @Test
    void membersWithColumnsAreAskedHoweverMany() {
        assertThat(narrow(many(100, "id==i%d", ",")).isNone()).isFalse();
    }

    private static String many(int count, String test, String connective) {
        return IntStream.range(0, count).mapToObj(i -> test.formatted(i)).collect(Collectors.joining(connective));
    }

    private static Narrowing narrow(String filter) {
        return FilterSql.narrow(Filter.parse(filter), new Names());
    }

    /** Says of each test its kind and its path. */
    private static final class Names implements JsonSql {

        private static Narrowing named(String kind, List<String> path) {
            return Narrowing.of(kind + "(" + String.join(".", path) + ")");
        }

        @Override
        public List<Narrowing> oneOf(List<String> path, List<String> texts, List<String> numbers) {
            return List.of(named("one", path));
        }

        @Override
        public List<Narrowing> texts(List<String> path, String from, String to) {
            return List.of(named("texts", path));
        }

        @Override
        public List<Narrowing> numbers(List<String> path, String from, String to) {
            return List.of(named("numbers", path));
        }

        @Override
        public Narrowing present(List<String> path) {
            return named("present", path);
        }

        @Override
        public Narrowing absent(List<String> path) {
            return named("absent", path);
        }

        @Override
        public Narrowing noneOf(List<String> path, List<String> texts) {
            return named("none", path);
        }
    }
}
