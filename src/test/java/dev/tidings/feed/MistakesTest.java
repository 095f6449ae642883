package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The simulation is worth having: it finds each of the mistakes that this mechanism invites, planted one at a time. {@code
 * -Dmistakes=all} also plants those that take long to show.
 */
class MistakesTest {

    private static final int SEEDS = 40;
    private static final long STEPS = 40_000;

    @Test
    void withoutAMistakeThereIsNothingToFind() throws ReflectiveOperationException {
        Mistake none = Mistake.in("Subscription", "none", "peer.bookmark(cursor)", "peer.bookmark(cursor)");
        assertThat(seedThatFinds(simulation(none), 5)).isZero();
    }

    @TestFactory
    Stream<DynamicTest> eachPlantedMistakeIsFound() {
        return Stream.of(Mistakes.OF_SUBSCRIPTIONS, Mistakes.OF_VIEWS, FilterMistakes.ALL, Mistakes.OF_FEEDS)
                .flatMap(List::stream)
                .map(MistakesTest::test);
    }

    @TestFactory
    @EnabledIfSystemProperty(named = "mistakes", matches = "all")
    Stream<DynamicTest> alsoThoseThatAreRarelySeen() {
        return Mistakes.RARELY_SEEN.stream().map(MistakesTest::test);
    }

    private static DynamicTest test(Mistake mistake) {
        return DynamicTest.dynamicTest(mistake.name(), () -> isFound(mistake));
    }

    private static void isFound(Mistake mistake) throws ReflectiveOperationException {
        assertThat(seedThatFinds(simulation(mistake), SEEDS))
                .as("the seed of %d that finds: %s", SEEDS, mistake.name())
                .isPositive();
    }

    private static Class<?> simulation(Mistake mistake) throws ClassNotFoundException {
        return new PlantedClasses(mistake).loadClass(Simulation.class.getName());
    }

    private static int seedThatFinds(Class<?> simulation, int seeds) throws ReflectiveOperationException {
        Constructor<?> make = simulation.getDeclaredConstructor(long.class);
        Method run = simulation.getDeclaredMethod("run", long.class);
        make.setAccessible(true);
        run.setAccessible(true);
        for (int seed = 1; seed <= seeds; seed++) {
            try {
                run.invoke(make.newInstance((long) seed), STEPS);
            } catch (InvocationTargetException broken) {
                assertThat(broken.getCause()).isInstanceOfAny(AssertionError.class, RuntimeException.class);
                return seed;
            }
        }
        return 0;
    }
}
