package dev.tidings;

import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.LoggingSettings;
import dev.tidings.settings.Settings;
import dev.tidings.store.CopyMode;
import dev.tidings.store.StoreCopy;
import dev.tidings.store.StoreUrl;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies a store into another one, and tells how it gets on. */
@Command(
        name = "copy",
        description = {
            "Copy a store into another, empty one: from SQLite to PostgreSQL or back, or into one of its own kind.",
            "",
            "Ids, revisions, times and documents stay to the letter. Without further options the store moves: no server"
                    + " may run on it meanwhile, none can afterwards, and its epoch goes along, so that watchers resume"
                    + " where they were. Broken off, it can be run again.",
            ""
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        sortOptions = false,
        footer = {
            "",
            "The settings of the server are taken too. A password need not stand on the command line: leave out --to and"
                    + " give TIDINGS_STORE_URL_FILE, or put options into a file and give @FILE.",
            "Ends with 0, with 1 after a failure, 2 for wrong usage, 78 for a wrong URL or setting."
        })
final class CopyCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            description = "The store to copy, in the form of store.url.")
    private String from;

    @Option(names = "--to", paramLabel = "URL", description = "The empty store to copy into (default: store.url).")
    private String to;

    @Option(
            names = "--new-epoch",
            description =
                    "Leave the source as it is and as it goes on, and give the copy an epoch of its own. Watchers of"
                            + " the source that come to the copy begin anew.")
    private boolean newEpoch;

    @Option(
            names = "--resources-only",
            description = "The same, without the past: no change log, tombstones and idempotency keys.")
    private boolean resourcesOnly;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Settings settings = SettingOptions.read(spec.commandLine().getParseResult());
            // the log is for what nobody expects; the rest is told in words of its own
            LogSetup.apply(new LoggingSettings(settings.logging().format(), LoggingSettings.Level.WARN));
            StoreUrl source = url("--from", from);
            StoreUrl target = to == null ? StoreUrl.parse(settings.store().url()) : url("--to", to);
            CopyProgress progress = new CopyProgress(System.out, Terminal.isThere(), System::nanoTime);
            System.out.println(CopyWords.told(StoreCopy.run(source, target, mode(), progress)));
            return Exit.OK;
        } catch (TidingsException refused) {
            System.err.println("tidings: " + refused.detail());
            return refused.code() == Code.INVALID ? Exit.WRONG_SETTING : Exit.FAILURE;
        }
    }

    private CopyMode mode() {
        if (resourcesOnly) {
            return CopyMode.RESOURCES;
        }
        return newEpoch ? CopyMode.COPY : CopyMode.MOVE;
    }

    private static StoreUrl url(String option, String url) {
        try {
            return StoreUrl.parse(url);
        } catch (TidingsException wrong) {
            throw TidingsException.of(wrong.code(), wrong.detail().replaceFirst("^store\\.url", option), wrong);
        }
    }
}
