package dev.tidings.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The simulation is worth having: it finds each of the mistakes that this mechanism invites, planted one at a time. {@code
 * -Dmistakes=all} also plants those that take long to show.
 */
class MistakesTest {

    private static final int SEEDS = 40;
    private static final long STEPS = 40_000;

    @TestFactory
    Stream<DynamicTest> eachPlantedMistakeIsFound() {
        return Stream.of(Mistakes.OF_SUBSCRIPTIONS, Mistakes.OF_VIEWS, Mistakes.OF_FEEDS)
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
        Class<?> simulation = new PlantedClasses(mistake).loadClass(Simulation.class.getName());
        assertThat(seedThatFinds(simulation))
                .as("the seed of %d that finds: %s", SEEDS, mistake.name())
                .isPositive();
    }

    private static int seedThatFinds(Class<?> simulation) throws ReflectiveOperationException {
        Constructor<?> make = simulation.getDeclaredConstructor(long.class);
        Method run = simulation.getDeclaredMethod("run", long.class);
        make.setAccessible(true);
        run.setAccessible(true);
        for (int seed = 1; seed <= SEEDS; seed++) {
            try {
                run.invoke(make.newInstance((long) seed), STEPS);
            } catch (InvocationTargetException broken) {
                return seed;
            }
        }
        return 0;
    }
}
