/**
 * The benchmark: starts the jar as a process of its own and prints what it does and costs; what filters cost
 * the feed is measured in this process. Run it with
 * {@code ./mvnw -Pbench verify -DskipTests}; {@link dev.tidings.bench.Options} has its options. It is no test: nothing
 * here fails for being slow. The load comes from one thread with one selector, since it shares the processors with what it
 * measures.
 */
package dev.tidings.bench;
