package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterIndexTest {

    private final FilterIndex<String> index = new FilterIndex<>();

    /** Keeps a filter for itself: its text as it was given is its owner. */
    private void add(String filter) {
        index.add(Filter.parse(filter), filter);
    }

    private void remove(String filter) {
        index.remove(Filter.parse(filter), filter);
    }

    private List<String> candidates(String document) {
        List<String> found = new ArrayList<>();
        index.candidates(Documents.subject(document), found::add);
        return found;
    }

    @Test
    void onlyFiltersThatAskForAValueThatIsThereAreCandidates() {
        List.of("a==1", "a=='1'", "a==x", "b==x", "a.b==1", "id==doc-1", "id==doc-2", "revision=in=(41,42)")
                .forEach(this::add);
        assertThat(candidates("{\"a\":1.0}")).containsExactlyInAnyOrder("a==1", "id==doc-1", "revision=in=(41,42)");
        assertThat(candidates("{\"a\":\"1\"}")).contains("a==1", "a=='1'").doesNotContain("a==x");
        assertThat(candidates("{\"a\":[\"x\",{\"b\":[10e-1]}]}"))
                .contains("a==x", "a.b==1")
                .doesNotContain("b==x");
        assertThat(index.unindexed()).isEmpty();
    }

    @Test
    void aFilterThatNoEqualityNarrowsIsLeftToBeTried() {
        List<String> filters =
                List.of("a>1", "a!=1", "a=out=(1,2)", "a==x*", "a=ex=true", "a==1,b>2", "(a==1,b!=1);c<2");
        filters.forEach(this::add);
        assertThat(index.unindexed()).containsExactlyElementsOf(filters);
        assertThat(candidates("{\"a\":1,\"b\":1}")).isEmpty();
        assertThat(index.size()).isEqualTo(filters.size());
    }

    @Test
    void theTestWhoseValueTheFewestShareNarrows() {
        for (int i = 0; i < 100; i++) {
            add("kind==order;owner==u" + i);
        }
        assertThat(candidates("{\"kind\":\"order\",\"owner\":\"u7\"}"))
                .contains("kind==order;owner==u7")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anOwnerIsToldOnceHoweverManyOfItsTestsMeet() {
        add("a==1,b==2,c=in=(3,4)");
        assertThat(candidates("{\"a\":[1,1],\"b\":2,\"c\":[3,4]}")).hasSize(1);
        assertThat(candidates("{\"c\":4}")).hasSize(1);
        assertThat(candidates("{\"c\":5}")).isEmpty();
    }

    @Test
    void anOwnerIsKeptOnce() {
        List.of("a==1;b==2", "a==1;b==2", "a>1", "a>1").forEach(this::add);
        assertThat(index.size()).isEqualTo(2);
        List.of("a==1;b==2", "a>1").forEach(this::remove);
        assertThat(index.size()).isZero();
        assertThat(index.entries()).isZero();
        List.of("a==1;b==2", "a>1").forEach(this::remove);
        assertThat(index.size()).isZero();
    }

    @Test
    void theLastOwnerTakesThePlaceOfARemovedOne() {
        List.of("a>1", "a>2", "a>3", "a>4").forEach(this::add);
        List<String> live = index.unindexed();
        remove("a>2");
        assertThat(live).containsExactly("a>1", "a>4", "a>3");
        remove("a>3");
        assertThat(live).containsExactly("a>1", "a>4");
        add("a>5");
        remove("a>1");
        assertThat(live).containsExactly("a>5", "a>4");
    }

    @Test
    void theIndexMayChangeWhileCandidatesAreTold() {
        List.of("a==1", "a=in=(1,2)", "a==1;b==1").forEach(this::add);
        List<String> told = new ArrayList<>();
        index.candidates(Documents.subject("{\"a\":1,\"b\":1}"), owner -> {
            told.add(owner);
            remove(owner);
            add("a==1,c==" + told.size());
        });
        assertThat(told).containsExactlyInAnyOrder("a==1", "a=in=(1,2)", "a==1;b==1");
        assertThat(index.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noMatchIsMissedWhateverWasAddedAndRemoved(long seed) {
        Random random = new Random(seed);
        RandomFilters some = new RandomFilters(random);
        Map<Integer, Filter> kept = new LinkedHashMap<>();
        FilterIndex<Integer> numbers = new FilterIndex<>();
        int hits = 0;
        for (int i = 0; i < 700; i++) {
            Filter filter = Filter.parse(some.filter());
            kept.put(i, filter);
            numbers.add(filter, i);
            if (kept.size() > 40) {
                List<Integer> owners = List.copyOf(kept.keySet());
                Integer gone = owners.get(random.nextInt(owners.size()));
                numbers.remove(kept.remove(gone), gone);
            }
            hits += check(numbers, kept, some.document(), seed + ", round " + i);
            assertThat(numbers.size()).isEqualTo(kept.size());
        }
        assertThat(hits).as("indexed filters match often enough to tell").isGreaterThan(300);
        kept.forEach((owner, filter) -> numbers.remove(filter, owner));
        assertThat(numbers.size()).isZero();
        assertThat(numbers.entries()).isZero();
        assertThat(numbers.unindexed()).isEmpty();
    }

    private static int check(FilterIndex<Integer> numbers, Map<Integer, Filter> kept, String document, String where) {
        List<Integer> found = new ArrayList<>();
        numbers.candidates(Documents.subject(document), found::add);
        assertThat(found).as("seed %s", where).doesNotHaveDuplicates().doesNotContainAnyElementsOf(numbers.unindexed());
        int matches = 0;
        for (Map.Entry<Integer, Filter> entry : kept.entrySet()) {
            if (entry.getValue().test(Documents.subject(document))
                    && !numbers.unindexed().contains(entry.getKey())) {
                matches++;
                assertThat(found)
                        .as("seed %s: %s on %s", where, entry.getValue(), document)
                        .contains(entry.getKey());
            }
        }
        return matches;
    }
}
