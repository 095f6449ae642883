package dev.tidings.settings;

import dev.tidings.settings.Given.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads settings from environment variables. Kubernetes injects variables of its own for every service, and those of one
 * called {@code tidings} begin just like ours: they are told apart by name and value.
 */
final class Environment {

    private static final String PREFIX = "TIDINGS_";
    private static final String FILE = "_FILE";
    private static final Pattern INJECTED_NAME =
            Pattern.compile("TIDINGS_(?:SERVICE_.*|PORT|PORT_.*|.*_SERVICE_.*|.*_PORT_.*_TCP.*)");
    private static final Pattern INJECTED_VALUE = Pattern.compile("(?:tcp|udp)://.*", Pattern.DOTALL);

    private final Map<String, Setting<?>> known;

    Environment(List<Setting<?>> settings) {
        this.known = settings.stream().collect(Collectors.toMap(Setting::variable, Function.identity()));
    }

    /** What is given, by name; a variable that nobody knows keeps its own name, for the error that follows. */
    Map<String, Given> read(Map<String, String> variables) {
        Map<String, Given> found = new LinkedHashMap<>();
        // sorted, so that an exact name comes before the same with _FILE, and errors do not depend on a hash
        new TreeMap<>(variables).forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !INJECTED_VALUE.matcher(value).matches()) {
                Given given = given(variable, value);
                if (given != null) {
                    found.putIfAbsent(given.name(), given);
                }
            }
        });
        return found;
    }

    private Given given(String variable, String value) {
        String origin = "the environment variable " + variable;
        if (known.containsKey(variable)) {
            return Given.value(known.get(variable).name(), value, origin);
        }
        Setting<?> fromFile =
                variable.endsWith(FILE) ? known.get(variable.substring(0, variable.length() - FILE.length())) : null;
        if (fromFile != null) {
            return fromFile(fromFile.name(), value, origin);
        }
        return INJECTED_NAME.matcher(variable).matches()
                ? null
                : new Given(variable, value, Shape.VALUE, "the environment");
    }

    private static Given fromFile(String name, String file, String origin) {
        try {
            String text = Files.readString(Path.of(file));
            return Given.value(name, text.stripTrailing(), origin);
        } catch (IOException | InvalidPathException unreadable) {
            throw Given.value(name, file, origin).wrong("its file " + file + " cannot be read");
        }
    }
}
