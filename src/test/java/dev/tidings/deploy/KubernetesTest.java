package dev.tidings.deploy;

import static dev.tidings.deploy.Manifests.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code conf/kubernetes/}, as kubectl puts it together. */
class KubernetesTest {

    private interface Schema {
        void check(JsonElement object) throws IOException;
    }

    /** Each throws where a member is unknown, missing or of the wrong type. */
    private static final Map<String, Schema> SCHEMAS = Map.of(
            "v1 ConfigMap", V1ConfigMap::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    private Manifests manifests;

    @BeforeEach
    void putTogether() throws Exception {
        manifests = Manifests.putTogether();
    }

    @Test
    void everyObjectIsOfItsSchema() throws Exception {
        assertThat(manifests.all()).hasSize(7);
        for (JsonNode object : manifests.all()) {
            String type = object.path("apiVersion").asText() + " "
                    + object.path("kind").asText();
            assertThat(SCHEMAS).containsKey(type);
            SCHEMAS.get(type).check(JsonParser.parseString(object.toString()));
        }
    }

    @Test
    void everyVariableIsASettingAndEverySecretAFile() {
        Map<String, String> variables = manifests.variables();
        SettingVariables.check(variables);
        assertThat(variables)
                .containsKeys("TIDINGS_STORE_URL_FILE", "TIDINGS_CLUSTER_SECRET_FILE", "TIDINGS_CLUSTER_HOST")
                .doesNotContainKeys("TIDINGS_STORE_URL", "TIDINGS_CLUSTER_SECRET");
        String folder = mount("secrets").path("mountPath").asText();
        assertThat(variables.get("TIDINGS_STORE_URL_FILE")).startsWith(folder + "/");
        assertThat(variables.get("TIDINGS_CLUSTER_SECRET_FILE")).startsWith(folder + "/");
    }

    @Test
    void aNodeIsReachedAtTheAddressOfItsPod() {
        JsonNode host = elements(manifests.container().path("env"))
                .filter(variable -> variable.path("name").asText().equals("TIDINGS_CLUSTER_HOST"))
                .findFirst()
                .orElseThrow();
        assertThat(host.at("/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("status.podIP");
    }

    @Test
    void everyPortThatIsNamedIsOneThatTheSettingsSay() {
        Map<String, Integer> ports = new HashMap<>();
        manifests
                .container()
                .path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        assertThat(ports)
                .isEqualTo(Map.of(
                        "http", number("TIDINGS_HTTP_PORT"),
                        "management", number("TIDINGS_MANAGEMENT_PORT"),
                        "cluster", number("TIDINGS_CLUSTER_PORT"),
                        "bus", number("TIDINGS_CLUSTER_BUS_PORT")));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode get = manifests.container().path(probe).path("httpGet");
            assertThat(get.path("path").asText()).isIn(OperatorPaths.ALL);
            assertThat(get.path("port").asText()).isEqualTo("management");
        }
        JsonNode annotations = manifests.deployment().at("/spec/template/metadata/annotations");
        assertThat(annotations.path("prometheus.io/path").asText()).isIn(OperatorPaths.ALL);
        assertThat(annotations.path("prometheus.io/port").asInt()).isEqualTo(number("TIDINGS_MANAGEMENT_PORT"));
        manifests.all().stream()
                .filter(object -> object.path("kind").asText().equals("Service"))
                .flatMap(service -> elements(service.at("/spec/ports")))
                .forEach(port ->
                        assertThat(ports).containsKey(port.path("targetPort").asText()));
    }

    @Test
    void theClusterPortsAreForTheNodesAlone() {
        JsonNode policy = manifests.object("NetworkPolicy tidings").path("spec");
        assertThat(policy.at("/podSelector/matchLabels")).isEqualTo(manifests.podLabels());
        assertThat(policy.path("policyTypes")).hasToString("[\"Ingress\"]");
        JsonNode rules = policy.path("ingress");
        for (JsonNode rule : rules) {
            List<String> ports = elements(rule.path("ports"))
                    .map(port -> port.path("port").asText())
                    .toList();
            if (rule.has("from")) {
                assertThat(ports).containsExactlyInAnyOrder("cluster", "bus");
                assertThat(rule.path("from")).containsExactly(theServersPods());
            } else {
                assertThat(ports).containsExactlyInAnyOrder("http", "management");
            }
        }
        assertThat(rules).hasSize(2);
    }

    @Test
    void theHeadlessServiceIsWhereTheNodesLook() {
        JsonNode nodes = manifests.object("Service tidings-nodes");
        assertThat(nodes.at("/spec/clusterIP").asText()).isEqualTo("None");
        assertThat(nodes.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
        String namespace = nodes.at("/metadata/namespace").asText();
        assertThat(manifests.variables().get("TIDINGS_CLUSTER_KUBERNETES_SERVICE"))
                .isEqualTo("tidings-nodes." + namespace + ".svc.cluster.local");
    }

    @Test
    void aPodIsGivenTheTimeThatItsDrainTakes() {
        JsonNode pod = manifests.pod();
        Duration drain = duration("TIDINGS_DRAIN_DELAY").plus(duration("TIDINGS_DRAIN_TIME"));
        assertThat(pod.path("terminationGracePeriodSeconds").asLong()).isGreaterThan(drain.toSeconds() + 10);
        JsonNode readiness = manifests.container().path("readinessProbe");
        long noticed = readiness.path("periodSeconds").asLong()
                * readiness.path("failureThreshold").asLong();
        assertThat(duration("TIDINGS_DRAIN_DELAY").toSeconds()).isGreaterThan(noticed);
        assertThat(manifests.deployment().at("/spec/strategy/rollingUpdate/maxUnavailable"))
                .hasToString("0");
    }

    @Test
    void itMayWriteNothingButItsVolumesAndIsNotRoot() {
        assertThat(manifests.pod().at("/securityContext/runAsNonRoot").asBoolean())
                .isTrue();
        assertThat(manifests
                        .container()
                        .at("/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(manifests
                        .container()
                        .at("/securityContext/allowPrivilegeEscalation")
                        .asBoolean(true))
                .isFalse();
        assertThat(manifests.pod().path("enableServiceLinks").asBoolean(true)).isFalse();
        elements(manifests.container().path("volumeMounts"))
                .forEach(mount -> assertThat(elements(manifests.pod().path("volumes")))
                        .anyMatch(volume -> volume.path("name").equals(mount.path("name"))));
    }

    @Test
    void exportsAreWrittenToAVolumeWithRoomForThem() throws IOException {
        JsonNode spool = mount("spool");
        assertThat(spool.path("mountPath").asText()).isEqualTo(JvmOptions.temporaryFolder());
        assertThat(spool.path("readOnly").asBoolean()).isFalse();
        assertThat(elements(manifests.pod().path("volumes")))
                .filteredOn(volume -> volume.path("name").equals(spool.path("name")))
                .extracting(volume -> volume.at("/emptyDir/sizeLimit").asText())
                .singleElement()
                .asString()
                .endsWith("Gi");
    }

    /** A peer of a rule: all of one namespace with these labels. Anything more in it would let others in, or nobody. */
    private JsonNode theServersPods() {
        ObjectNode peer = JsonNodeFactory.instance.objectNode();
        peer.putObject("podSelector").set("matchLabels", manifests.podLabels());
        return peer;
    }

    private int number(String variable) {
        return Integer.parseInt(manifests.variables().get(variable));
    }

    private Duration duration(String variable) {
        return Duration.parse("PT" + manifests.variables().get(variable));
    }

    private JsonNode mount(String name) {
        return elements(manifests.container().path("volumeMounts"))
                .filter(mount -> mount.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
