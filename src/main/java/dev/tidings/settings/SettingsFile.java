package dev.tidings.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.tidings.model.Code;
import dev.tidings.model.TidingsException;
import dev.tidings.settings.Given.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a YAML file into dotted names. Names may be nested, dotted or both; the same name twice is an error, and so is an
 * alias. Scalars keep the text that they were written with: a YAML library's idea of numbers and dates is of no use here.
 */
final class SettingsFile {

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private final Path path;
    private final Map<String, Given> found = new LinkedHashMap<>();

    private SettingsFile(Path path) {
        this.path = path;
    }

    static Map<String, Given> read(Path path) {
        SettingsFile file = new SettingsFile(path);
        try (YAMLParser yaml = YAML.createParser(Files.readString(path))) {
            file.document(yaml);
        } catch (JsonProcessingException notYaml) {
            throw file.unreadable(
                    "is no usable YAML: "
                            + notYaml.getOriginalMessage().lines().findFirst().orElse(""),
                    notYaml);
        } catch (IOException unreadable) {
            throw file.unreadable("cannot be read", unreadable);
        }
        return file.found;
    }

    private void document(YAMLParser yaml) throws IOException {
        JsonToken first = yaml.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw unreadable("must be a mapping of names to values", null);
        }
        members(yaml, "");
        if (yaml.nextToken() != null) {
            throw unreadable("must be one document", null);
        }
    }

    private void members(YAMLParser yaml, String prefix) throws IOException {
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + yaml.currentName();
            String origin = origin(yaml);
            JsonToken token = yaml.nextToken();
            if (yaml.isCurrentAlias()) {
                throw Given.value(name, "", origin).wrong("an alias is no value");
            }
            value(yaml, name, origin, token);
        }
    }

    private void value(YAMLParser yaml, String name, String origin, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                int before = found.size();
                members(yaml, name + ".");
                if (found.size() == before) {
                    put(new Given(name, "", Shape.NOTHING, origin));
                }
            }
            case START_ARRAY -> put(list(yaml, name, origin));
            case VALUE_NULL -> put(new Given(name, "", Shape.NOTHING, origin));
            default -> put(Given.value(name, yaml.getText(), origin));
        }
    }

    private static Given list(YAMLParser yaml, String name, String origin) throws IOException {
        StringBuilder text = new StringBuilder();
        Shape shape = Shape.LIST;
        for (JsonToken token = yaml.nextToken(); token != JsonToken.END_ARRAY; token = yaml.nextToken()) {
            boolean plain = token.isScalarValue() && token != JsonToken.VALUE_NULL && !yaml.isCurrentAlias();
            if (!plain || yaml.getText().contains(",")) {
                shape = Shape.STRUCTURE;
                yaml.skipChildren();
                continue;
            }
            text.append(text.length() == 0 ? "" : ",").append(yaml.getText());
        }
        return new Given(name, text.toString(), shape, origin);
    }

    private void put(Given given) {
        if (found.putIfAbsent(given.name(), given) != null) {
            throw given.wrong("is there twice");
        }
    }

    private String origin(JsonParser yaml) {
        return path + ", line " + yaml.currentTokenLocation().getLineNr();
    }

    private TidingsException unreadable(String why, Throwable cause) {
        return TidingsException.of(Code.INVALID, "the settings file " + path + " " + why, cause);
    }
}
