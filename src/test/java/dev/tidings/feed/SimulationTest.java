package dev.tidings.feed;

import org.junit.jupiter.api.Test;

/**
 * The promises to a subscriber hold whatever happens. {@code -Dsimulation.steps=20000000} runs longer, {@code
 * -Dsimulation.seed=42} runs what failed once more.
 */
class SimulationTest {

    @Test
    void noPromiseIsBroken() {
        long steps = Long.getLong("simulation.steps", 1_000_000);
        Long seed = Long.getLong("simulation.seed");
        if (seed != null) {
            run(seed, steps);
            return;
        }
        long first = System.nanoTime() & 0xffffff;
        long each = Math.min(steps, 50_000);
        for (long done = 0; done < steps; done += each) {
            run(first + done / each, each);
        }
    }

    private static void run(long seed, long steps) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run(steps);
        } catch (AssertionError | RuntimeException broken) {
            throw new AssertionError(
                    broken.getMessage() + "\n" + simulation
                            + "\nAgain: ./mvnw test -Dtest=SimulationTest -Dsimulation.seed=" + seed
                            + " -Dsimulation.steps=" + steps,
                    broken);
        }
    }
}
