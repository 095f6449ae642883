package dev.tidings.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.tidings.model.Code;
import dev.tidings.model.JsonText;
import dev.tidings.model.TidingsException;
import dev.tidings.model.TidingsException.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The collections' JSON Schemas (2020-12), compiled once. They judge the client's own members: what the server manages is
 * right by itself, and a schema with {@code additionalProperties: false} need not know of it. References to other places
 * are never fetched. {@code format} is an annotation, as the standard has it by default.
 */
final class Schemas {

    private static final int MAX_FAULTS = 100;
    private static final int MAX_DEPTH = 1000;

    private final Map<String, Schema> schemas;

    /**
     * Compiles the schemas that these options name.
     *
     * @throws IllegalArgumentException for one that is none
     */
    Schemas(Map<String, CollectionOptions> collections) {
        SchemaRegistry registry = registry();
        Map<String, Schema> compiled = new HashMap<>();
        collections.forEach((name, options) -> {
            if (options.schema() != null) {
                compiled.put(name, compile(registry, name, options.schema()));
            }
        });
        this.schemas = Map.copyOf(compiled);
    }

    /** Refuses, as {@code INVALID}, a document that the schema of its collection does not allow. */
    void check(String collection, JsonText document) {
        Schema schema = schemas.get(collection);
        if (schema == null) {
            return;
        }
        List<Error> errors = schema.validate(SchemaNodes.of(document));
        if (!errors.isEmpty()) {
            List<Fault> faults = errors.stream()
                    .limit(MAX_FAULTS)
                    .map(error -> new Fault(pointer(error), error.getMessage()))
                    .toList();
            throw TidingsException.of(Code.INVALID, "The resource does not match the collection's schema.", faults);
        }
    }

    private static String pointer(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return error.getProperty() == null
                ? pointer
                : pointer + "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
    }

    private static Schema compile(SchemaRegistry registry, String name, String text) {
        try {
            JsonNode node = SchemaNodes.of(JsonText.parse(text, MAX_DEPTH));
            Schema schema = registry.getSchema(SchemaLocation.of("urn:collection:" + name), node);
            schema.validate(SchemaNodes.of(JsonText.object(List.of()))); // resolves what it refers to
            return schema;
        } catch (SchemaException | TidingsException unusable) {
            throw new IllegalArgumentException("the schema of collection " + name + " is unusable", unusable);
        }
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ENGLISH)
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)));
    }
}
