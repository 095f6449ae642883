package dev.tidings.store;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of a store share: each test has an empty store of the kind under test. */
abstract class OnStore {

    @TempDir
    Path folder;

    TestStore on;
    private final TestStore.Factory factory;

    OnStore(TestStore.Factory factory) {
        this.factory = factory;
    }

    @BeforeEach
    void open() {
        on = factory.open(folder, settings());
    }

    @AfterEach
    void close() {
        on.close();
    }

    /** Closes the store and opens it again. */
    void reopen() {
        long now = on.now.get();
        on.close();
        open();
        on.now.set(now);
    }

    /** Closes the store and opens it again with other settings. */
    void reopen(UnaryOperator<StoreOptions> others) {
        on.close();
        on = factory.open(folder, others);
    }

    UnaryOperator<StoreOptions> settings() {
        return UnaryOperator.identity();
    }
}
