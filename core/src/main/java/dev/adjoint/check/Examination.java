package dev.adjoint.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One check at one point: every aspect in turn.
final class Examination<A> {
  private final Subject<A> subject;

  Examination(Subject<A> subject) {
    this.subject = subject;
  }

  GradientReport report() {
    Derivatives at = Derivatives.of(subject);
    var first = new FirstOrder(subject, at);
    var rows = new ArrayList<GradientReport.Row>();
    for (Aspect aspect : Aspect.values()) {
      if (subject.settings().aspects().contains(aspect)) {
        rows.addAll(rows(aspect, first, at));
      }
    }
    Precision precision = subject.precision();
    return new GradientReport(
        precision.dtype(),
        precision.tolerance(),
        precision.step(),
        List.copyOf(rows),
        first.along(),
        Optional.empty());
  }

  private List<GradientReport.Row> rows(Aspect aspect, FirstOrder first, Derivatives at) {
    return switch (aspect) {
      case REVERSE -> first.rows();
      case SECOND -> SecondOrder.rows(subject, at);
      case LINEARITY -> new Linearity<>(subject).rows();
      case FORWARD -> new Forward<>(subject, at).rows();
      case VMAP -> new Batched<>(subject).rows();
    };
  }

  /// Finds the op at fault.
  ///
  /// @param aspect what was found wrong
  Localisation localise(Aspect aspect) {
    return Localiser.of(subject, aspect);
  }
}
