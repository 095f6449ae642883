# syntax=docker/dockerfile:1

# The jar, as anybody builds it.
FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY conf conf
COPY src src
RUN ./mvnw -B -q -DskipTests package

# The native libraries lie beside the jar, so that nothing has to be unpacked when it runs: neither a writable directory nor
# one that may hold executable files is needed. The data directory is made here for its owner.
RUN mkdir -p /app/native /app/data /unpacked \
 && cd /unpacked \
 && jar xf /src/target/tidings.jar META-INF/native org/sqlite/native/Linux \
 && cp META-INF/native/*"$(uname -m | sed s/aarch64/aarch_64/)".so /app/native/ \
 && cp org/sqlite/native/Linux/"$(uname -m)"/libsqlitejdbc.so /app/native/ \
 && cp /src/target/tidings.jar /app/

FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Tidings" \
      org.opencontainers.image.description="JSON resources over REST, every change pushed to every watcher" \
      org.opencontainers.image.licenses="Apache-2.0"
WORKDIR /app
COPY --from=build --chown=10001:10001 /app /app

# Whoever runs it still has to say auth.mode=none (TIDINGS_AUTH_MODE), for it listens to others here.
ENV TIDINGS_HTTP_HOST=0.0.0.0
USER 10001:10001
VOLUME ["/app/data"]
EXPOSE 8080
STOPSIGNAL SIGTERM

ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Djava.library.path=/app/native", "-Dorg.sqlite.lib.path=/app/native", "-Dorg.sqlite.lib.name=libsqlitejdbc.so", "-jar", "/app/tidings.jar"]

HEALTHCHECK --interval=10s --timeout=5s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-XX:-UsePerfData", "-jar", "/app/tidings.jar", "health"]
