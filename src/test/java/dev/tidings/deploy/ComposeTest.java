package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code conf/compose.yaml}, as docker-compose reads it. */
class ComposeTest {

    private static final Pattern UPSTREAM = Pattern.compile("server (tidings-\\d+):(\\d+) max_fails=0;");

    @Test
    void oneNodeNeedsNothingElse() throws Exception {
        JsonNode services = services("single");
        assertThat(services.fieldNames()).toIterable().contains("tidings");
        checkNode(services.path("tidings"));
    }

    @Test
    void theClusterIsThreeNodesADatabaseAndAProxy() throws Exception {
        JsonNode services = services("cluster");
        String exports = JvmOptions.temporaryFolder();
        Set<String> nodes = new TreeSet<>();
        services.fields().forEachRemaining(service -> {
            if (service.getKey().matches("tidings-\\d+")) {
                nodes.add(service.getKey());
                checkNode(service.getValue());
                assertThat(variables(service.getValue())).containsEntry("TIDINGS_CLUSTER_HOST", service.getKey());
            }
        });
        assertThat(nodes).hasSize(3);
        for (String node : nodes) {
            assertThat(services.path(node).path("volumes"))
                    .as("where %s writes its exports", node)
                    .anyMatch(volume -> isMountedAt(exports, volume));
        }
        assertThat(proxied()).isEqualTo(nodes);
        String members = variables(services.path("tidings-1")).get("TIDINGS_CLUSTER_MEMBERS");
        assertThat(List.of(members.split(",", -1)))
                .isEqualTo(nodes.stream().map(node -> node + ":5701").toList());
        assertThat(services.fieldNames()).toIterable().contains("postgres", "proxy");
    }

    private static JsonNode services(String profile) throws Exception {
        String merged = Tool.orSkip("docker-compose")
                .run(Path.of("."), Map.of(), "-f", "conf/compose.yaml", "--profile", profile, "config");
        return Yaml.all(merged).get(0).path("services");
    }

    private static void checkNode(JsonNode service) {
        SettingVariables.check(variables(service));
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.path("ports")).allMatch(port -> port.toString().contains("127.0.0.1:"));
    }

    /** Older versions of docker-compose write {@code name:path:mode} with parts left out, newer ones an object. */
    private static boolean isMountedAt(String path, JsonNode volume) {
        return volume.isTextual()
                ? List.of(volume.asText().split(":", -1)).contains(path)
                : volume.path("target").asText().equals(path);
    }

    private static Map<String, String> variables(JsonNode service) {
        Map<String, String> variables = new HashMap<>();
        service.path("environment")
                .fields()
                .forEachRemaining(
                        entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }

    private static Set<String> proxied() throws Exception {
        Set<String> nodes = new TreeSet<>();
        Matcher server = UPSTREAM.matcher(Files.readString(Path.of("conf/nginx/nginx.conf")));
        while (server.find()) {
            assertThat(server.group(2)).isEqualTo("8080");
            nodes.add(server.group(1));
        }
        return nodes;
    }
}
