package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code conf/kubernetes/}, as kubectl puts it together. */
final class Manifests {

    /** What a variable may be taken from, and what it could be then. */
    private static final Map<String, String> FIELDS = Map.of("status.podIP", "10.0.0.1");

    private final Map<String, JsonNode> objects = new LinkedHashMap<>();

    private Manifests() {}

    /** Without kubectl the running test is skipped. */
    static Manifests putTogether() throws Exception {
        String all = Tool.orSkip("kubectl").run(Path.of("."), Map.of(), "kustomize", "conf/kubernetes");
        Manifests manifests = new Manifests();
        for (JsonNode object : Yaml.all(all)) {
            String kind = object.path("kind").asText();
            manifests.objects.put(kind + " " + object.at("/metadata/name").asText(), object);
        }
        return manifests;
    }

    Collection<JsonNode> all() {
        return objects.values();
    }

    /** The object of a kind and name, as in {@code Service tidings}. */
    JsonNode object(String kindAndName) {
        assertThat(objects).containsKey(kindAndName);
        return objects.get(kindAndName);
    }

    JsonNode deployment() {
        return object("Deployment tidings");
    }

    JsonNode pod() {
        return deployment().at("/spec/template/spec");
    }

    JsonNode container() {
        return pod().path("containers").path(0);
    }

    /** The labels by which others tell the server's pods. */
    JsonNode podLabels() {
        JsonNode labels = deployment().at("/spec/selector/matchLabels");
        JsonNode given = deployment().at("/spec/template/metadata/labels");
        assertThat(labels).isNotEmpty();
        labels.fieldNames()
                .forEachRemaining(name -> assertThat(given.path(name)).as(name).isEqualTo(labels.path(name)));
        return labels;
    }

    /** The variables of the container; those that are taken from the pod are as they could be. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        object("ConfigMap tidings")
                .path("data")
                .fields()
                .forEachRemaining(
                        entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        container()
                .path("env")
                .forEach(variable -> variables.put(variable.path("name").asText(), value(variable)));
        return variables;
    }

    private static String value(JsonNode variable) {
        if (variable.has("value")) {
            return variable.path("value").asText();
        }
        String field = variable.at("/valueFrom/fieldRef/fieldPath").asText();
        assertThat(FIELDS).containsKey(field);
        return FIELDS.get(field);
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
