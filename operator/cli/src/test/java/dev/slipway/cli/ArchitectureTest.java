package dev.slipway.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The arrows between the rooms of the house, and what is left to the mains alone. */
@AnalyzeClasses(
    packages = {
      "dev.slipway.api",
      "dev.slipway.engine",
      "dev.slipway.worker",
      "dev.slipway.controllers",
      "dev.slipway.cli"
    },
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  final ArchRule roomsDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.slipway..")
          .layer("api")
          .definedBy("dev.slipway.api..")
          .layer("order")
          .definedBy("dev.slipway.engine", "dev.slipway.engine.order..")
          .layer("engine")
          .definedBy("dev.slipway.engine..")
          .layer("worker")
          .definedBy("dev.slipway.worker..")
          .layer("controllers")
          .definedBy("dev.slipway.controllers..")
          .layer("cli")
          .definedBy("dev.slipway.cli..")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers("controllers", "cli")
          .whereLayer("worker")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("controllers")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  final ArchRule controllersKnowOfTheEngineOnlyItsOrders =
      noClasses()
          .that()
          .resideInAPackage("dev.slipway.controllers..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.slipway.engine..")
                  .and(
                      not(resideInAnyPackage("dev.slipway.engine", "dev.slipway.engine.order.."))));

  @ArchTest
  final ArchRule engineAndWorkerKnowNoKubernetes =
      noClasses()
          .that()
          .resideInAnyPackage("dev.slipway.engine..", "dev.slipway.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..");

  @ArchTest
  final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.slipway.(*).(**)").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  final ArchRule onlyTheMainEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.slipway.cli.SlipwayMain")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  final ArchRule onlyTheCommandLineReadsTheProcessItRunsIn =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.slipway.cli..")
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now");
}
