package dev.adjoint;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
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
import java.util.Map;
import java.util.Set;

/// The architecture of the core, read from its class files: which package may use which, and which
/// classes may do what others may not.
@AnalyzeClasses(packages = "dev.adjoint", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  /// What each package may use beside itself, in the order of a tensor's way through the house; the
  /// empty name is `dev.adjoint` itself.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("array", Set.of()),
          entry("random", Set.of("array")),
          entry("graph", Set.of("array")),
          entry("op", Set.of("graph", "random", "kernel", "array")),
          entry("draw", Set.of("graph", "array")),
          entry("autodiff", Set.of("graph", "array")),
          entry("rewrite", Set.of("graph", "array")),
          entry("kernel", Set.of("array")),
          entry("compile", Set.of("rewrite", "kernel", "graph", "array")),
          entry("", Set.of("autodiff", "compile", "graph", "array")),
          entry("check", Set.of("", "autodiff", "compile", "graph", "array")));

  /// Classes that may name ops where their package may not: the fluent one-liners of tensors, the
  /// table of loops that are faster than an op's own scalar function, what is known of repetition,
  /// the masks of batched loops, the front door.
  private static final Set<String> MAY_NAME_OPS =
      Set.of(
          "dev.adjoint.graph.Tensor",
          "dev.adjoint.compile.FastLoops",
          "dev.adjoint.rewrite.Narrow",
          "dev.adjoint.autodiff.Masks",
          "dev.adjoint.Adjoint",
          "dev.adjoint.Flat");

  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule PACKAGES_FOLLOW_THE_ARROWS =
      classes().should(followTheArrows()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices()
          .matching("dev.adjoint.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(mayNameOps(), alwaysTrue())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_VECTOR_KERNELS_USE_THE_VECTOR_API =
      noClasses()
          .that(DescribedPredicate.not(vectorKernels()))
          .should()
          .dependOnClassesThat(resideInAPackage("jdk.incubator.vector.."))
          .because("the module may be absent when the program runs")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule EVERY_OP_HAS_A_TEST =
      classes()
          .that()
          .resideInAPackage("dev.adjoint.op..")
          .and()
          .arePublic()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .and(assignableTo("dev.adjoint.graph.Op"))
          .should(haveATestBesideThem())
          .allowEmptyShould(true);

  private static ArchCondition<JavaClass> followTheArrows() {
    return new ArchCondition<>("follow the arrows between packages") {
      @Override
      public void check(JavaClass user, ConditionEvents events) {
        user.getDirectDependenciesFromSelf().stream()
            .filter(use -> !isAllowed(use))
            .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
      }
    };
  }

  private static boolean isAllowed(Dependency use) {
    var used = use.getTargetClass().getBaseComponentType();
    if (!used.getPackageName().matches("dev\\.adjoint(\\..*)?")) {
      return true;
    }
    var from = packageOf(use.getOriginClass());
    var to = packageOf(used);
    return from.equals(to)
        || ARROWS.getOrDefault(from, Set.of()).contains(to)
        || (to.equals("op") && mayNameOps().test(use.getOriginClass()));
  }

  /// The part of the name after `dev.adjoint`, up to the next dot.
  private static String packageOf(JavaClass type) {
    return type.getPackageName().replaceFirst("^dev\\.adjoint\\.?", "").replaceFirst("\\..*", "");
  }

  private static DescribedPredicate<JavaClass> mayNameOps() {
    return describe("may name ops", type -> MAY_NAME_OPS.contains(outermost(type)));
  }

  private static DescribedPredicate<JavaClass> vectorKernels() {
    return describe(
        "are vector kernels", type -> outermost(type).startsWith("dev.adjoint.kernel.Vector"));
  }

  private static ArchCondition<JavaClass> haveATestBesideThem() {
    return new ArchCondition<>("have a test beside them") {
      @Override
      public void check(JavaClass op, ConditionEvents events) {
        var test = outermost(op) + "Test";
        events.add(
            new SimpleConditionEvent(
                op, exists(test), op.getName() + " has no test: " + test + " is missing"));
      }
    };
  }

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, ArchitectureTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  /// The name of the class whose file this is, for nested classes that of the outermost.
  private static String outermost(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }
}
