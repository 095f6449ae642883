package dev.tidings.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.metrics.Metrics;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alert rules: promtool understands them, and every metric that they name is one of ours. */
class DashboardTest {

    private static final Path RULES = Path.of("conf/prometheus/tidings.rules.yaml");
    private static final Path DASHBOARD = Path.of("conf/grafana/tidings.json");

    private static final Pattern NAME = Pattern.compile("\\b(?:tidings|jvm|process|system|netty)_[a-z0-9_]+");

    /** Made by Prometheus itself. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    @Test
    void promtoolTakesTheRules() throws Exception {
        String output = Tool.orSkip("promtool").run(Path.of("."), Map.of(), "check", "rules", RULES.toString());
        assertThat(output).contains("SUCCESS");
    }

    @Test
    void promtoolTakesTheQueriesOfTheDashboard(@TempDir Path directory) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
        for (String query : queries()) {
            String plain = query.replace("$__rate_interval", "5m")
                    .replace("$job", ".*")
                    .replace("$instance", ".*");
            rules.append("  - record: query:")
                    .append(Math.abs((long) query.hashCode()))
                    .append('\n');
            rules.append("    expr: '").append(plain).append("'\n");
        }
        Files.writeString(directory.resolve("queries.yaml"), rules);
        String output = Tool.orSkip("promtool").run(directory, Map.of(), "check", "rules", "queries.yaml");
        assertThat(output).contains("SUCCESS");
    }

    @Test
    void everyMetricThatIsNamedExists() throws IOException {
        Set<String> exist = existing();
        List<String> texts = new ArrayList<>(queries());
        expressions().forEach(texts::add);
        Files.readString(DASHBOARD)
                .lines()
                .filter(line -> line.contains("label_values"))
                .forEach(texts::add);
        for (String text : texts) {
            Set<String> named =
                    NAME.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
            boolean ofPrometheus = OF_PROMETHEUS.stream().anyMatch(name -> text.startsWith(name + "{"));
            assertThat(exist).as(text).containsAll(named);
            assertThat(named.isEmpty()).as("names a metric: " + text).isEqualTo(ofPrometheus);
        }
    }

    private static List<String> queries() throws IOException {
        List<String> queries = Yaml.read(DASHBOARD).findValuesAsText("expr");
        assertThat(queries).hasSizeGreaterThan(20);
        return queries;
    }

    private static List<String> expressions() throws IOException {
        List<JsonNode> rules = Yaml.read(RULES).findValues("expr");
        assertThat(rules).isNotEmpty();
        return rules.stream().map(JsonNode::asText).toList();
    }

    /** The name of every sample that a node gives out. */
    private static Set<String> existing() {
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (Metrics metrics = new Metrics("test")) {
            metrics.watch(loops);
            metrics.watchMembers(() -> 1);
            return metrics.scrape()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());
        } finally {
            assertThat(loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
