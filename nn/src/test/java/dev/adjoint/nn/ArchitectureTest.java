package dev.adjoint.nn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
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

  @ArchTest
  static final ArchRule LAYERS_LOSSES_AND_OPTIMIZERS_HAVE_A_TEST_BESIDE_THEM =
      classes()
          .that(arePublicAndTopLevelWithCode())
          .and()
          .resideInAnyPackage("..nn.layer", "..nn.loss", "..nn.optim")
          .should(haveATestOfTheirName());

  private static DescribedPredicate<JavaClass> arePublicAndTopLevelWithCode() {
    return DescribedPredicate.describe(
        "are public, top-level and have code",
        c ->
            c.isTopLevelClass()
                && c.getModifiers().contains(JavaModifier.PUBLIC)
                && c.getMethods().stream()
                    .anyMatch(m -> !m.getModifiers().contains(JavaModifier.ABSTRACT)));
  }

  private static ArchCondition<JavaClass> haveATestOfTheirName() {
    return new ArchCondition<>("have a test class <Name>Test beside them") {
      @Override
      public void check(JavaClass tested, ConditionEvents events) {
        String file = "/" + tested.getName().replace('.', '/') + "Test.class";
        boolean there = ArchitectureTest.class.getResource(file) != null;
        String message = tested.getName() + (there ? " has " : " lacks ") + "a test class";
        events.add(new SimpleConditionEvent(tested, there, message));
      }
    };
  }
}
