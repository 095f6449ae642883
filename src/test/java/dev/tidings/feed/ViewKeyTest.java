package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.filter.Filter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewKeyTest {

    private static ViewKey key(String id, String filter, String... fields) {
        Filter parsed = filter == null ? null : Filter.parse(filter);
        return new ViewKey("apples", id, parsed, List.of(fields), SimView.FORMAT);
    }

    @Test
    void oneFilterSpelledInTwoWaysIsOneView() {
        ViewKey one = key(null, "x==1;y=ge=2");
        ViewKey other = key(null, " y=ge=2 ; (x==1)");

        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
        assertThat(other.address()).isEqualTo(one.address());
    }

    @Test
    void differentViewsHaveDifferentAddresses() {
        List<String> addresses = Stream.of(
                        key(null, null),
                        key("a", null),
                        key(null, null, "x"),
                        key(null, null, "x", "y"),
                        key(null, "x==1"),
                        key("a", "x==1"),
                        key(null, "x==1", "x"),
                        key(null, "x==1,y==1"),
                        key(null, "x=='1'"))
                .map(ViewKey::address)
                .toList();
        assertThat(addresses).doesNotHaveDuplicates();
    }

    @Test
    void aFilterOverOneResourceIsStillAFilter() {
        assertThat(Framer.of(key("a", null)).filtered()).isFalse();
        assertThat(Framer.of(key("a", "x==1")).filtered()).isTrue();
        assertThat(Framer.of(key(null, "x==1")).filtered()).isTrue();
    }
}
