# syntax=docker/dockerfile:1

# The jar, as anybody builds it.
FROM eclipse-temurin:25-jdk-noble AS build
# The wrapper checks Maven's zip, which it can only unpack with this.
RUN apt-get update && apt-get install -y --no-install-recommends unzip && rm -rf /var/lib/apt/lists/*
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
 && cp /src/target/tidings.jar /src/conf/jvm.options /app/

FROM eclipse-temurin:25-jre-noble
LABEL org.opencontainers.image.title="Tidings" \
      org.opencontainers.image.description="JSON resources over REST, every change pushed to every watcher" \
      org.opencontainers.image.licenses="Apache-2.0"
# Here it is made, with its owner; a directory that is there already keeps the one it has.
COPY --from=build --chown=10001:10001 /app /app
WORKDIR /app

USER 10001:10001

# A start and a stop, recorded: what they load lies ready in /app/tidings.aot, and the next start takes half the time. It fits
# this JVM and this jar alone, so it is made here and not where the jar is.
RUN java @/app/jvm.options -XX:AOTCacheOutput=/app/tidings.aot -Xlog:aot=error -jar /app/tidings.jar \
      --http.host=127.0.0.1 --store.url=sqlite:/tmp/trial/tidings.db --drain.time=0s & server=$! \
 && until java -jar /app/tidings.jar health --http.host=127.0.0.1; do kill -0 "$server" || exit 1; done \
 && kill "$server" && wait "$server" \
 && test -s /app/tidings.aot && rm -r /tmp/trial

# Whoever runs it still has to say auth.mode=none (TIDINGS_AUTH_MODE), for it listens to others here.
ENV TIDINGS_HTTP_HOST=0.0.0.0
VOLUME ["/app/data"]
EXPOSE 8080
STOPSIGNAL SIGTERM

ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/app/tidings.aot", "-jar", "/app/tidings.jar"]

HEALTHCHECK --interval=10s --timeout=5s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-XX:-UsePerfData", "-jar", "/app/tidings.jar", "health"]
