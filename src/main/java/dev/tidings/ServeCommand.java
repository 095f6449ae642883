package dev.tidings;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the server until a signal ends it. Everything waits on the main thread, which is also the one that exits. */
@Command(
        name = "tidings",
        description = "JSON resources over REST, every change pushed to every watcher.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        footer = {
            "",
            "Each option can also be an environment variable (TIDINGS_HTTP_PORT for http.port)",
            "or stand in the settings file; the command line goes first, then the environment.",
            "Ends with 0, with 1 after a failure, 2 for wrong usage, 78 for a wrong setting."
        })
final class ServeCommand implements Callable<Integer> {

    private static final int SIGNALLED = 128;

    private final long launched = System.nanoTime();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings;
        try {
            settings = SettingOptions.read(spec.commandLine().getParseResult());
        } catch (TidingsException wrong) {
            return fail(Exit.WRONG_SETTING, wrong.detail());
        }
        LogSetup.apply(settings.logging());
        return run(settings);
    }

    private int run(Settings settings) throws InterruptedException {
        Logger log = LoggerFactory.getLogger(Main.class);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> log.error("thread {} ended by what nobody caught", thread.getName(), failure));
        Server server;
        try {
            server = await(Server.start(settings).toCompletionStage().toCompletableFuture());
        } catch (ExecutionException failed) {
            return explain(failed.getCause(), log);
        }
        CompletableFuture<Integer> ended = endOnSignal(server, log);
        announce(settings, server, log);
        try {
            return await(ended);
        } catch (ExecutionException failed) {
            log.error("the server did not stop as it should", failed.getCause());
            return Exit.FAILURE;
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        return future.get();
    }

    private static int explain(Throwable failure, Logger log) {
        if (failure instanceof TidingsException known) {
            if (known.getCause() != null) {
                log.debug("why the start failed", known.getCause());
            }
            return fail(known.code() == Code.INVALID ? Exit.WRONG_SETTING : Exit.FAILURE, known.detail());
        }
        log.error("the start failed", failure);
        return fail(Exit.FAILURE, "the start failed: " + failure);
    }

    private static int fail(int code, String why) {
        System.err.println("tidings: " + why);
        return code;
    }

    /** The first signal drains and stops; a second one ends the process at once. */
    private static CompletableFuture<Integer> endOnSignal(Server server, Logger log) {
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        AtomicBoolean ending = new AtomicBoolean();
        Signals.onEnd(signal -> {
            if (ending.getAndSet(true)) {
                Runtime.getRuntime().halt(SIGNALLED + signal);
            }
            log.info("draining; a second signal ends at once");
            server.drain()
                    .toCompletionStage() // a future would go on on an event loop of its own, and stopping ends them all
                    .thenCompose(drained -> server.stop().toCompletionStage())
                    .thenRun(() -> log.info("stopped"))
                    .thenRun(() -> ended.complete(Exit.OK))
                    .exceptionally(failure -> {
                        ended.completeExceptionally(failure);
                        return null;
                    });
        });
        return ended;
    }

    private void announce(Settings settings, Server server, Logger log) {
        log.info(
                "tidings {} is ready on {} after {} ms (Java {}, {} processors)",
                Build.version(),
                Addresses.http(settings.http(), server.port()),
                (System.nanoTime() - launched) / 1_000_000,
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors());
        if (Terminal.isThere()) {
            System.out.println(Banner.of(settings, server));
        }
    }
}
