package dev.adjoint;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// What holds for every class of every module.
public final class HouseRules {
  /// The fields that are not final, each as `package.Class.field`, with the reason beside it.
  private static final Set<String> MUTABLE_FIELDS =
      Set.of(
          // which entry to try first
          "dev.adjoint.Compiled.latest",
          // an iteration is a state that moves on
          "dev.adjoint.Iteration.broken",
          "dev.adjoint.Iteration.latest",
          // how far a tree is taken apart
          "dev.adjoint.Numbers.count",
          // the results of the last call, which the next one writes over
          "dev.adjoint.Reusing.latest",
          "dev.adjoint.Reusing$Use.last",
          "dev.adjoint.Reusing$Use.other",
          // the work of a routine, kept while its buffers stay where they are
          "dev.adjoint.compile.CallActivation.made",
          "dev.adjoint.compile.CallActivation.tasks",
          "dev.adjoint.compile.CallActivation.work",
          "dev.adjoint.compile.Windows.moves",
          // room that grows
          "dev.adjoint.kernel.ConvolverMemory.room",
          // counters of builders, which live for one compilation on one thread
          "dev.adjoint.compile.Group.row",
          "dev.adjoint.compile.Group.size",
          "dev.adjoint.compile.Holes.end",
          "dev.adjoint.compile.Lowering.loops",
          "dev.adjoint.compile.Member.direct",
          "dev.adjoint.compile.Member.group",
          "dev.adjoint.compile.Member.isNarrow",
          "dev.adjoint.compile.Member.isResult",
          "dev.adjoint.compile.Member.isRow",
          "dev.adjoint.compile.Member.isStored",
          "dev.adjoint.compile.Member.left",
          "dev.adjoint.compile.Member.reader",
          "dev.adjoint.compile.Member.readerCount",
          "dev.adjoint.compile.Member.readers",
          "dev.adjoint.compile.Member.register",
          "dev.adjoint.compile.Member.repeated",
          "dev.adjoint.compile.Member.stage",
          "dev.adjoint.compile.Member.view",
          "dev.adjoint.compile.Offsets.end",
          "dev.adjoint.compile.Places.plain",
          "dev.adjoint.compile.Reads.places",
          "dev.adjoint.compile.Reads.registers",
          "dev.adjoint.compile.Schedule.end",
          "dev.adjoint.compile.Schedule.next",
          "dev.adjoint.compile.Schedule$Value.count",
          "dev.adjoint.compile.Schedule$Value.left",
          "dev.adjoint.compile.Schedule$Value.readers",
          "dev.adjoint.compile.Schedule$Value.sum",
          // the loop that a team is at, one object for all that come one after another
          "dev.adjoint.kernel.ParallelLoop.sleeper",
          "dev.adjoint.kernel.ParallelLoop.task",
          "dev.adjoint.kernel.ParallelLoop.tasks",
          // whether brief loops come soon after one another, for the thread that has the team
          "dev.adjoint.kernel.Workers.brief",
          "dev.adjoint.kernel.Workers.latest",
          // a training that goes on in its own memory, and a walk through batches
          "dev.adjoint.nn.data.Feed$1.next",
          "dev.adjoint.nn.train.TrainingLoop.loss",
          "dev.adjoint.nn.train.TrainingLoop.steps",
          // what a terminal shows
          "dev.adjoint.nn.train.Progress.refreshed",
          "dev.adjoint.nn.train.Progress$Line.shown",
          // tables that grow
          "dev.adjoint.rewrite.Applications.nodes",
          "dev.adjoint.rewrite.Applications.size",
          "dev.adjoint.graph.IdentityTable.first",
          "dev.adjoint.graph.IdentityTable.missed",
          "dev.adjoint.graph.IdentityTable.size",
          "dev.adjoint.graph.IdentityTable.window",
          "dev.adjoint.graph.ScatteredTable.bits",
          "dev.adjoint.graph.ScatteredTable.size",
          "dev.adjoint.graph.ScatteredTable.slots",
          "dev.adjoint.graph.Topology.isReached",
          "dev.adjoint.graph.Topology.size",
          "dev.adjoint.graph.Topology.stack",
          // what a graph knows of itself when it is made
          "dev.adjoint.graph.Graph$Contents.hasComposites",
          "dev.adjoint.graph.Graph$Contents.hasControl",
          // where a thread builds nodes, for as long as it does
          "dev.adjoint.graph.UserStack$Current.source",
          // hash codes in the order of making, see the package of graphs
          "dev.adjoint.graph.Node.made",
          // how many keys a pass has given out; a pass lives for one application of a model
          "dev.adjoint.nn.layer.Pass.drawn");

  /// The classes whose objects are set up anew for each use, so that a step allocates nothing; each
  /// with the reason beside it.
  private static final Set<String> MUTABLE_CLASSES =
      Set.of(
          // the settings of a trainer, put together for one fit
          "dev.adjoint.nn.train.Plan",
          // the product that a thread is sharing out, kept by that thread
          "dev.adjoint.kernel.VectorFloatGemm",
          // the columns that a thread has copied
          "dev.adjoint.kernel.VectorFloatInner",
          // the convolution that a thread is sharing out, and the product that it is at
          "dev.adjoint.kernel.SharedConvolution",
          "dev.adjoint.kernel.TableProduct",
          "dev.adjoint.kernel.VectorDoubleGemm");

  @ArchTest
  static final ArchRule FIELDS_ARE_FINAL =
      fields()
          .that(areNotListedAsMutable())
          .should()
          .beFinal()
          .because("values do not change; an exception is listed in HouseRules with its reason")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes().should(haveANullMarkedPackage()).allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Helpers?|Managers?|Utils?|Impl)(\\$.*)?")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule PUBLIC_METHODS_ARE_NOT_NAMED_GET =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .haveNameMatching("get([A-Z].*)?")
          .allowEmptyShould(true);

  private HouseRules() {}

  private static DescribedPredicate<JavaField> areNotListedAsMutable() {
    return describe(
        "are not listed as mutable",
        field ->
            !MUTABLE_FIELDS.contains(field.getFullName())
                && !MUTABLE_CLASSES.contains(field.getOwner().getName()));
  }

  private static ArchCondition<JavaClass> haveANullMarkedPackage() {
    return new ArchCondition<>("have a package-info with @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var home = type.getPackage();
        var marked = home.tryGetPackageInfo().map(info -> info.isAnnotatedWith(NullMarked.class));
        events.add(
            new SimpleConditionEvent(
                type,
                marked.orElse(false),
                home.getName() + " has no package-info with @NullMarked"));
      }
    };
  }
}
