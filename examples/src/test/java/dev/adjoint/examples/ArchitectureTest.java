package dev.adjoint.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Examples use what every user has: the packages that are public.
@AnalyzeClasses(packages = "dev.adjoint.examples", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
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
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Helpers?|Managers?|Utils?|Impl)(\\$.*)?")
          .allowEmptyShould(true);
}
