package dev.tidings.deploy;

import static dev.tidings.deploy.Manifests.elements;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.custom.Quantity;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many nodes {@code conf/kubernetes/} keeps, and what each is given. Kubernetes takes it with less, too. */
class KubernetesCapacityTest {

    private Manifests manifests;

    @BeforeEach
    void putTogether() throws Exception {
        manifests = Manifests.putTogether();
    }

    @Test
    void theNumberOfNodesFollowsTheProcessor() {
        JsonNode scaler = manifests.object("HorizontalPodAutoscaler tidings").path("spec");
        JsonNode target = scaler.path("scaleTargetRef");
        assertThat(target.path("apiVersion")).isEqualTo(manifests.deployment().path("apiVersion"));
        assertThat(target.path("kind")).isEqualTo(manifests.deployment().path("kind"));
        assertThat(target.path("name")).isEqualTo(manifests.deployment().at("/metadata/name"));
        assertThat(scaler.path("minReplicas").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(scaler.path("maxReplicas").asInt())
                .isGreaterThan(scaler.path("minReplicas").asInt());
        assertThat(scaler.path("metrics")).hasSize(1);
        JsonNode resource = scaler.at("/metrics/0/resource");
        assertThat(resource.path("name").asText()).isEqualTo("cpu");
        assertThat(resource.at("/target/averageUtilization").asInt()).isBetween(1, 99);
        assertThat(manifests.deployment().path("spec").has("replicas"))
                .as("an apply undoes what the autoscaler did")
                .isFalse();
    }

    @Test
    void aDrainedMachineTakesOneNodeAtATimeAndLeavesTwo() {
        JsonNode budget = manifests.object("PodDisruptionBudget tidings").path("spec");
        assertThat(budget.at("/selector/matchLabels")).isEqualTo(manifests.podLabels());
        assertThat(budget.path("maxUnavailable")).hasToString("1");
        int least = manifests
                .object("HorizontalPodAutoscaler tidings")
                .at("/spec/minReplicas")
                .asInt();
        assertThat(least - 1).isGreaterThanOrEqualTo(2);
    }

    @Test
    void eachContainerAsksForWhatItNeedsAndItsMemoryIsBounded() {
        assertThat(manifests.pod().path("containers")).isNotEmpty();
        Stream.of("containers", "initContainers")
                .flatMap(kind -> elements(manifests.pod().path(kind)))
                .map(container -> container.path("resources"))
                .forEach(resources -> {
                    assertThat(quantity(resources.at("/requests/cpu"))).isPositive();
                    assertThat(quantity(resources.at("/requests/memory")))
                            .isPositive()
                            .isLessThanOrEqualTo(quantity(resources.at("/limits/memory")));
                    assertThat(resources.path("limits").has("cpu"))
                            .as("a throttled event loop delays everybody")
                            .isFalse();
                });
    }

    private static BigDecimal quantity(JsonNode quantity) {
        assertThat(quantity.isValueNode()).as("a quantity is there").isTrue();
        return Quantity.fromString(quantity.asText()).getNumber();
    }
}
