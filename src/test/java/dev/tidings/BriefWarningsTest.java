package dev.tidings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.File;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log's own configuration, as the server has it. */
class BriefWarningsTest {

    private static final String BUS = "io.vertx.core.eventbus.impl.clustered.ClusteredEventBus";

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void configure() throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new File("conf/logback.xml"));
        lines.setContext(context);
        lines.start();
        Logger root = context.getLogger("ROOT");
        root.detachAndStopAllAppenders();
        root.addAppender(lines);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aNodeThatCannotBeReachedIsOneLineAMinute() {
        Logger bus = context.getLogger(BUS);
        for (int i = 0; i < 100; i++) {
            bus.warn("Connecting to server a failed", new IllegalStateException("Connection refused"));
        }
        bus.warn("Connecting to server b failed", new IllegalStateException("Connection refused"));

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Connecting to server a failed: Connection refused (told once a minute)",
                        "Connecting to server b failed: Connection refused (told once a minute)");
        assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    }

    @Test
    void whatIsWorseOrComesFromElsewhereIsToldAsItIs() {
        context.getLogger(BUS).error("broken", new IllegalStateException("badly"));
        context.getLogger(BUS).warn("no pong");
        context.getLogger("dev.tidings.Any").warn("away", new IllegalStateException("for now"));

        assertThat(lines.list).extracting(ILoggingEvent::getMessage).containsExactly("broken", "no pong", "away");
        assertThat(lines.list)
                .filteredOn(line -> line.getThrowableProxy() != null)
                .hasSize(2);
    }
}
