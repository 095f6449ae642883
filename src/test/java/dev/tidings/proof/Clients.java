package dev.tidings.proof;

import java.util.ArrayList;
import java.util.List;

/** Clients side by side, each with a thread of its own. */
final class Clients {

    private static final long JOIN_MILLIS = 70_000; // an answer may take as long as a request may wait

    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Clients() {}

    static Clients start(List<? extends Client> clients) {
        Clients started = new Clients();
        for (Client client : clients) {
            Thread thread = new Thread(client, client.name());
            thread.setDaemon(true);
            thread.start();
            started.clients.add(client);
            started.threads.add(thread);
        }
        return started;
    }

    /** Stops them and waits for their last answers. */
    void stop() throws InterruptedException {
        clients.forEach(Client::stop);
        for (Thread thread : threads) {
            thread.join(JOIN_MILLIS);
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " waits for an answer that does not come");
            }
        }
    }
}
