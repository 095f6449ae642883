package dev.tidings.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.netty4.NettyEventExecutorMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.concurrent.EventExecutor;
import io.prometheus.metrics.core.metrics.Info;

/** The process below the server: memory, collections, threads, processor, files, event loops. */
final class RuntimeMetrics implements AutoCloseable {

    private final MeterRegistry registry;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    RuntimeMetrics(MeterRegistry registry) {
        this.registry = registry;
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Registered past Micrometer, which would take {@code _info} off the name. */
    static void buildInfo(PrometheusMeterRegistry registry, String version) {
        Info info = Info.builder()
                .name("tidings_build_info")
                .help("What runs here")
                .labelNames("version", "java")
                .build();
        info.addLabelValues(version, System.getProperty("java.version"));
        registry.getPrometheusRegistry().register(info);
    }

    void watch(Iterable<EventExecutor> eventLoops) {
        new NettyEventExecutorMetrics(eventLoops).bindTo(registry);
    }

    @Override
    public void close() {
        collections.close();
    }
}
