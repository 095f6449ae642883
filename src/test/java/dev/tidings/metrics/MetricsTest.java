package dev.tidings.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.model.ChangeKind;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private final Metrics metrics = new Metrics("1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tidings_connections{transport=\"websocket\"} 0.0",
                "tidings_connections{transport=\"sse\"} 0.0",
                "tidings_subscriptions 0.0",
                "tidings_changes_total{kind=\"created\"} 0.0",
                "tidings_changes_total{kind=\"deleted\"} 0.0",
                "tidings_deliveries_total{transport=\"websocket\"} 0.0",
                "tidings_sends_total{transport=\"sse\"} 0.0",
                "tidings_delivery_seconds_bucket{le=\"0.001\"} 0",
                "tidings_delivery_seconds_count 0",
                "tidings_commit_seconds_count 0",
                "tidings_commit_writes_bucket{le=\"1.0\"} 0",
                "tidings_catch_up_total{reason=\"slow\"} 0.0",
                "tidings_feed_gaps_total 0.0",
                "tidings_cluster_rejected_total 0.0",
                "tidings_log_pages_total 0.0",
                "tidings_closed_total{reason=\"dead\"} 0.0",
                "tidings_refused_total{limit=\"connections\"} 0.0",
                "tidings_store_up 0.0",
                "tidings_views 0.0",
                "tidings_watched_collections 0.0",
                "tidings_behind_total 0.0",
                "tidings_build_info{",
                "version=\"1.2.3\"",
                "jvm_memory_used_bytes{",
                "process_uptime_seconds ",
            })
    void everyNameOfTheContractIsThereFromTheStart(String line) {
        assertThat(metrics.scrape()).contains(line);
    }

    @Test
    void whatHappensIsCounted() {
        metrics.connectionOpened(Transport.WEBSOCKET);
        metrics.connectionOpened(Transport.SSE);
        metrics.connectionClosed(Transport.SSE, CloseReason.LOST);
        metrics.subscriptionOpened();
        metrics.changed(ChangeKind.UPDATED);
        metrics.committed(7, TimeUnit.MILLISECONDS.toNanos(3));
        metrics.sent(Transport.WEBSOCKET, 5);
        metrics.delivered(TimeUnit.MILLISECONDS.toNanos(30));

        assertThat(metrics.scrape())
                .contains("tidings_connections{transport=\"websocket\"} 1.0")
                .contains("tidings_connections{transport=\"sse\"} 0.0")
                .contains("tidings_closed_total{reason=\"lost\"} 1.0")
                .contains("tidings_subscriptions 1.0")
                .contains("tidings_changes_total{kind=\"updated\"} 1.0")
                .contains("tidings_commit_writes_sum 7.0")
                .contains("tidings_commit_seconds_bucket{le=\"0.005\"} 1")
                .contains("tidings_sends_total{transport=\"websocket\"} 1.0")
                .contains("tidings_deliveries_total{transport=\"websocket\"} 5.0")
                .contains("tidings_delivery_seconds_bucket{le=\"0.02\"} 0")
                .contains("tidings_delivery_seconds_bucket{le=\"0.05\"} 1");
    }
}
