package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.Resource;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPropertyTest {

    private static final int ROUNDS = 1_500;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFilterMatchesWhatThePlainestReadingMatches(long seed) {
        RandomFilters some = new RandomFilters(new Random(seed));
        int matches = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = some.filter();
            Resource resource = Documents.resource(some.document());
            boolean expected = Oracle.matches(FilterParser.parse(text), resource);
            assertThat(Filter.parse(text).test(Subject.of(resource)))
                    .as("seed %d, round %d: %s on %s", seed, i, text, resource.document())
                    .isEqualTo(expected);
            matches += expected ? 1 : 0;
        }
        assertThat(matches).as("both answers are frequent").isBetween(ROUNDS / 5, ROUNDS * 4 / 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theCanonicalTextReadsAsTheSameFilter(long seed) {
        RandomFilters some = new RandomFilters(new Random(seed));
        for (int i = 0; i < ROUNDS; i++) {
            Filter filter = Filter.parse(some.filter());
            Filter again = Filter.parse(filter.canonical());
            assertThat(again.canonical()).as("seed %d, round %d", seed, i).isEqualTo(filter.canonical());
            assertThat(again.condition()).as("seed %d, round %d", seed, i).isEqualTo(filter.condition());
            assertThat(again).isEqualTo(filter).hasSameHashCodeAs(filter);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void twoFiltersTogetherMatchWhereBothDo(long seed) {
        RandomFilters some = new RandomFilters(new Random(seed));
        for (int i = 0; i < ROUNDS; i++) {
            Filter one = Filter.parse(some.filter());
            Filter two = Filter.parse(some.filter());
            Subject subject = Documents.subject(some.document());
            assertThat(one.and(two).test(subject))
                    .as("seed %d, round %d: %s and %s on %s", seed, i, one, two, subject.resource())
                    .isEqualTo(one.test(subject) && two.test(subject));
            assertThat(one.and(two)).isEqualTo(two.and(one));
            assertThat(one.and(one)).isEqualTo(one);
        }
    }
}
