package dev.tidings.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingLineTest {

    private record One(int number, Set<String> collections) implements WaitingLine.Entry {

        @Override
        public int writes() {
            return 1;
        }

        @Override
        public long weight() {
            return 1;
        }
    }

    private final WaitingLine<One> line = new WaitingLine<>(new QueueLimits(4, 100, 1_000, 1_000));
    private int added;

    @Test
    void whatSharesACollectionWithWhatIsUnderWayWaits() {
        add("a");
        List<One> first = line.take(1);
        assertThat(add("a")).isFalse();
        assertThat(add("b")).isTrue();
        add("b", "a");

        assertThat(numbers(line.take(1))).containsExactly(2);
        assertThat(line.hasFree()).isFalse();
        assertThat(line.take(1)).isEmpty();
        line.done(first);
        assertThat(numbers(line.take(1))).containsExactly(1);
    }

    @Test
    void nothingOvertakesWhatItSharesACollectionWith() {
        add("a");
        List<One> first = line.take(1);
        add("a", "b");
        add("b");
        add("c");

        assertThat(numbers(line.take(1))).containsExactly(3);
        line.done(first);
        assertThat(numbers(line.take(1))).containsExactly(1, 2);
    }

    @Test
    void collectionsAreSharedOutAmongTransactionsThatCanBegin() {
        add("a");
        add("b");
        add("a");
        add("b");

        assertThat(numbers(line.take(2))).containsExactly(0, 2);
        assertThat(numbers(line.take(1))).containsExactly(1, 3);
    }

    @Test
    void manyCollectionsAreTakenTogether() {
        for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
            add(name);
        }

        assertThat(line.take(2)).hasSize(4);
        assertThat(line.take(1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderWithinACollectionStaysHoweverItIsTaken(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> last = new HashMap<>();
        List<List<One>> underWay = new ArrayList<>();
        int taken = 0;
        while (taken < 3_000) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (added - taken < 100) {
                        add(randomNames(random));
                    }
                }
                case 1 -> {
                    List<One> batch = line.take(1 + random.nextInt(4));
                    assertDisjoint(batch, underWay, seed);
                    batch.forEach(one -> one.collections().forEach(name -> {
                        Integer before = last.put(name, one.number());
                        assertThat(before == null || before < one.number())
                                .as("seed %s", seed)
                                .isTrue();
                    }));
                    taken += batch.size();
                    if (!batch.isEmpty()) {
                        underWay.add(batch);
                    }
                }
                default -> {
                    if (!underWay.isEmpty()) {
                        line.done(underWay.remove(random.nextInt(underWay.size())));
                    }
                }
            }
        }
        underWay.forEach(line::done);
        while (!line.isEmpty()) {
            assertThat(line.hasFree()).isTrue();
            List<One> batch = line.take(1);
            taken += batch.size();
            line.done(batch);
        }
        assertThat(taken).as("seed %s", seed).isEqualTo(added);
    }

    private static void assertDisjoint(List<One> batch, List<List<One>> underWay, long seed) {
        Set<String> busy = new HashSet<>();
        underWay.forEach(other -> other.forEach(one -> busy.addAll(one.collections())));
        assertThat(batch).as("seed %s", seed).allMatch(one -> Collections.disjoint(busy, one.collections()));
    }

    private static String[] randomNames(Random random) {
        return random.ints(1 + random.nextInt(2), 0, 6)
                .distinct()
                .mapToObj(i -> "c" + i)
                .toArray(String[]::new);
    }

    private boolean add(String... collections) {
        return line.add(new One(added++, new HashSet<>(Arrays.asList(collections))));
    }

    private static List<Integer> numbers(List<One> batch) {
        return batch.stream().map(One::number).toList();
    }
}
