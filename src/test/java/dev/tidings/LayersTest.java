package dev.tidings;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the rooms apart: a room imports only those below it. */
@AnalyzeClasses(packages = "dev.tidings", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    private static final String EVENT_BUS = "io.vertx.core.eventbus..";

    @ArchTest
    static final ArchRule aRoomImportsOnlyThoseBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("main")
            .definedBy("dev.tidings")
            .layer("http")
            .definedBy("dev.tidings.http..")
            .layer("resource")
            .definedBy("dev.tidings.resource..")
            .layer("feed")
            .definedBy("dev.tidings.feed..")
            .layer("store")
            .definedBy("dev.tidings.store..")
            .layer("access")
            .definedBy("dev.tidings.access..")
            .layer("cluster")
            .definedBy("dev.tidings.cluster..")
            .layer("filter")
            .definedBy("dev.tidings.filter..")
            .layer("settings")
            .definedBy("dev.tidings.settings..")
            .layer("metrics")
            .definedBy("dev.tidings.metrics..")
            .layer("model")
            .definedBy("dev.tidings.model..")
            .whereLayer("main")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("cluster")
            .mayOnlyBeAccessedByLayers("main")
            .whereLayer("resource")
            .mayOnlyBeAccessedByLayers("main", "http")
            .whereLayer("feed")
            .mayOnlyBeAccessedByLayers("main", "http", "resource")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("main", "http", "resource", "feed")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("main", "http", "resource", "feed")
            .whereLayer("filter")
            .mayOnlyBeAccessedByLayers("main", "http", "resource", "feed", "store", "access");

    @ArchTest
    static final ArchRule noRoomsDependOnEachOtherInACircle =
            slices().matching("dev.tidings.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule aPackageOfHttpImportsOnlyThoseBelowIt = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("http")
            .definedBy("dev.tidings.http")
            .layer("rest")
            .definedBy("dev.tidings.http.rest..")
            .layer("watch")
            .definedBy("dev.tidings.http.watch..")
            .layer("ops")
            .definedBy("dev.tidings.http.ops..")
            .layer("wire")
            .definedBy("dev.tidings.http.wire..")
            .layer("exchange")
            .definedBy("dev.tidings.http.exchange..")
            .whereLayer("http")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("watch")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("ops")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("wire")
            .mayOnlyBeAccessedByLayers("http", "rest", "watch")
            .whereLayer("exchange")
            .mayOnlyBeAccessedByLayers("http", "rest", "watch", "ops", "wire");

    @ArchTest
    static final ArchRule theModelKnowsNothingButTheJdk = classes()
            .that()
            .resideInAPackage("dev.tidings.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tidings.model..", "java..");

    @ArchTest
    static final ArchRule jdbcStaysInTheStore = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tidings.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..", "com.zaxxer..", "org.flywaydb..");

    @ArchTest
    static final ArchRule hazelcastStaysInTheCluster = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tidings.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster..", "io.vertx.core.spi.cluster..");

    @ArchTest
    static final ArchRule theEventBusIsForTheFeedAndItsConnections = noClasses()
            .that()
            .resideOutsideOfPackages("dev.tidings.feed..", "dev.tidings.cluster..")
            .and()
            .haveNameNotMatching("dev\\.tidings\\.http\\.watch\\.Watch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EVENT_BUS);
}
