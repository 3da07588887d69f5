package dev.adjoint.nn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.adjoint.HouseRules;

/// The architecture of the network library, read from its class files.
@AnalyzeClasses(packages = "dev.adjoint.nn", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule PRIVATE_PACKAGES_OF_THE_CORE_STAY_PRIVATE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.adjoint.autodiff..",
              "dev.adjoint.rewrite..",
              "dev.adjoint.compile..",
              "dev.adjoint.kernel..",
              "jdk.incubator.vector..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.adjoint.nn.(*)..").should().beFreeOfCycles().allowEmptyShould(true);
}
