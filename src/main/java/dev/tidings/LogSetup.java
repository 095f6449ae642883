package dev.tidings;

import dev.tidings.settings.LoggingSettings;
import dev.tidings.settings.LoggingSettings.Format;
import java.util.Locale;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Tells {@code logback.xml} what the settings say. Must come before the first logger is made, or it comes too late. */
final class LogSetup {

    private LogSetup() {}

    static void apply(LoggingSettings settings) {
        Format format = settings.format() == Format.AUTO ? automatic() : settings.format();
        put("tidings.logging.format", format);
        put("tidings.logging.level", settings.level());
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Format automatic() {
        return Terminal.isThere() ? Format.TEXT : Format.JSON;
    }

    private static void put(String property, Enum<?> value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value.name().toLowerCase(Locale.ROOT));
        }
    }
}
