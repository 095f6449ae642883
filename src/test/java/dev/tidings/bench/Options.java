package dev.tidings.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What is measured, each a system property.
 *
 * @param only {@code bench.only}: of {@code writes,fanout,idle,resume,filters} and {@code cluster}, which only runs if it is named
 * @param seconds {@code bench.seconds}: how long each figure is measured
 * @param writers {@code bench.writers}: numbers of parallel writers
 * @param watchers {@code bench.watchers}: watchers of a broadcast, and of the resume
 * @param windows {@code bench.windows}: changes under way at a time
 * @param idle {@code bench.idle}: watchers whose memory is measured
 * @param filters {@code bench.filters}: numbers of different filters past which a change goes
 * @param rate {@code bench.rate}: writes a second while watchers resume
 * @param posters {@code bench.posters}: how many of these may be under way at a time
 * @param away {@code bench.away}: seconds for which they were away
 * @param java {@code bench.java}: options of the server's JVM
 * @param settings {@code bench.settings}: settings of the server, as on its command line
 */
record Options(
        Set<String> only,
        int seconds,
        List<Integer> writers,
        int watchers,
        List<Integer> windows,
        int idle,
        List<Integer> filters,
        int rate,
        int posters,
        int away,
        List<String> java,
        List<String> settings) {

    static Options fromSystemProperties() {
        return new Options(
                Set.copyOf(words("bench.only", "writes,fanout,idle,resume,filters", ",")),
                Integer.getInteger("bench.seconds", 4),
                numbers("bench.writers", "1,16,64,256"),
                Integer.getInteger("bench.watchers", 1000),
                numbers("bench.windows", "1,8,64"),
                Integer.getInteger("bench.idle", 2000),
                numbers("bench.filters", "100,1000,10000"),
                Integer.getInteger("bench.rate", 1000),
                Integer.getInteger("bench.posters", 128),
                Integer.getInteger("bench.away", 5),
                words("bench.java", "", " "),
                words("bench.settings", "", " "));
    }

    private static List<Integer> numbers(String property, String otherwise) {
        return words(property, otherwise, ",").stream().map(Integer::valueOf).toList();
    }

    private static List<String> words(String property, String otherwise, String separator) {
        String given = System.getProperty(property, "");
        return Arrays.stream((given.isBlank() ? otherwise : given).split(separator, -1))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
