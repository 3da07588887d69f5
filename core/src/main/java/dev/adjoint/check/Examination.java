package dev.adjoint.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One check at one point: every mode in turn.
final class Examination<A> {
  private final Subject<A> subject;

  Examination(Subject<A> subject) {
    this.subject = subject;
  }

  GradientReport report() {
    Derivatives at = Derivatives.of(subject);
    var first = new FirstOrder(subject, at);
    var rows = new ArrayList<GradientReport.Row>();
    for (Mode mode : Mode.values()) {
      if (subject.settings().modes().contains(mode)) {
        rows.addAll(rows(mode, first, at));
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

  private List<GradientReport.Row> rows(Mode mode, FirstOrder first, Derivatives at) {
    return switch (mode) {
      case REVERSE -> first.rows();
      case SECOND -> new SecondOrder<>(subject, at).rows();
      case LINEARITY -> new Linearity<>(subject).rows();
    };
  }

  /// Finds the op at fault.
  ///
  /// @param mode what was found wrong
  Localisation localise(Mode mode) {
    return Localiser.of(subject, mode);
  }
}
