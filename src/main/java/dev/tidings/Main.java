package dev.tidings;

import dev.tidings.model.TidingsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The process: serves unless it is told something else, and ends with a code that tells why. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF); // it warns where an option is given twice
        CommandLine serve = new CommandLine(new ServeCommand());
        CommandLine health = new CommandLine(new HealthCommand());
        CommandLine copy = new CommandLine(new CopyCommand());
        SettingOptions.addTo(serve.getCommandSpec());
        SettingOptions.addTo(health.getCommandSpec());
        SettingOptions.addHiddenTo(copy.getCommandSpec());
        return serve.addSubcommand(health)
                .addSubcommand(copy)
                .setOverwrittenOptionsAllowed(true) // the last one counts, so that a script's own can be overridden
                .setParameterExceptionHandler(Main::complain);
    }

    private static int complain(ParameterException wrong, String[] args) {
        PrintWriter err = wrong.getCommandLine().getErr();
        TidingsException unknown = wrong instanceof UnmatchedArgumentException unmatched
                ? SettingOptions.unknown(unmatched.getUnmatched())
                : null;
        if (unknown != null) {
            err.println("tidings: " + unknown.detail());
            return Exit.WRONG_SETTING;
        }
        err.println("tidings: " + wrong.getMessage());
        err.println("Try tidings --help.");
        return Exit.WRONG_USAGE;
    }
}
