package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FilterTest {

    @TestFactory
    Stream<DynamicTest> everyRowOfTheTableHolds() {
        return FilterCases.ALL.stream()
                .map(row -> DynamicTest.dynamicTest(row.filter() + " on " + row.document(), () -> assertThat(
                                Filter.parse(row.filter()).test(Documents.subject(row.document())))
                        .isEqualTo(row.matches())));
    }

    @Test
    void twoFiltersTogetherMatchWhatBothMatch() {
        Filter both = Filter.parse("a==1,b==2").and(Filter.parse("c==3"));
        assertThat(both.canonical()).isEqualTo("(a==1,b==2);c==3");
        assertThat(both).isEqualTo(Filter.parse("c==3;(b==2,a==1)"));
        assertThat(both.test(Documents.subject("{\"b\":2,\"c\":3}"))).isTrue();
        assertThat(both.test(Documents.subject("{\"b\":2}"))).isFalse();
    }
}
