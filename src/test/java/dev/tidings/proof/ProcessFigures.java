package dev.tidings.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a running JVM costs, as Linux and the JVM itself tell it. */
public final class ProcessFigures {

    private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on every Linux
    private static final int UTIME_AFTER_NAME = 11;

    private final long pid;

    public ProcessFigures(long pid) {
        this.pid = pid;
    }

    /** The CPU time that it has used, in user and kernel mode, to 10 ms. */
    public Duration cpu() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
        return Duration.ofNanos(ticks * NANOS_PER_TICK);
    }

    /** Resident memory, in bytes. */
    public long rss() {
        return kibibytes("status", "VmRSS:") * 1024;
    }

    /** Resident memory with shared pages counted by share, in bytes. */
    public long pss() {
        return kibibytes("smaps_rollup", "Pss:") * 1024;
    }

    /** Runs a full collection and tells what is still alive on the heap, in bytes. */
    public long liveHeap() {
        List<String> lines = jcmd("GC.class_histogram").lines().toList();
        String total = lines.get(lines.size() - 1).strip();
        if (!total.startsWith("Total")) {
            throw new IllegalStateException("no total in the histogram: " + total);
        }
        String[] fields = total.split(" +", -1);
        return Long.parseLong(fields[2]);
    }

    /** What a diagnostic command of the JVM says. */
    public String jcmd(String... command) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        ProcessBuilder builder = new ProcessBuilder(tool.toString(), Long.toString(pid));
        builder.command().addAll(List.of(command));
        try {
            Process process = builder.redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("jcmd failed: " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private long kibibytes(String file, String name) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .map(value -> Long.parseLong(value.substring(0, value.indexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + name + " in " + file));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
