package dev.tidings.store;

import java.io.IOException;

/** Sends signals to processes of the tests. */
public final class Signals {

    private Signals() {}

    public static void send(String signal, long pid) throws IOException {
        int failed = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                .start()
                .onExit()
                .join()
                .exitValue();
        if (failed != 0 && ProcessHandle.of(pid).isPresent()) {
            throw new IOException("could not send " + signal + " to " + pid);
        }
    }
}
