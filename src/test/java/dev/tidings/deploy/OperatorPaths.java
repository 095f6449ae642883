package dev.tidings.deploy;

import java.util.List;

/** What a node answers to those who look after it; {@link OperatorPathsTest} asks a real one. */
final class OperatorPaths {

    static final List<String> ALL = List.of("/health/live", "/health/ready", "/health", "/metrics");

    private OperatorPaths() {}
}
