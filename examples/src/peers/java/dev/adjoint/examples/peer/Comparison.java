package dev.adjoint.examples.peer;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.naturalOrder;

import dev.adjoint.examples.workload.Workload;
import java.util.List;
import java.util.Optional;

/// One workload in all frameworks, on some threads.
///
/// @param workload the workload
/// @param threads how many computed
/// @param adjoint what Adjoint did
/// @param others what the others did, those that could be started
record Comparison(Workload workload, int threads, Measured adjoint, List<Measured> others) {
  /// How far facts may differ: frameworks add up in different orders.
  private static final double TOLERANCE = 1e-3;

  /// {@return what a framework did}
  Optional<Measured> of(Contender contender) {
    return contender == Contender.ADJOINT
        ? Optional.of(adjoint)
        : others.stream().filter(other -> other.contender() == contender).findAny();
  }

  /// {@return the fastest of the others}
  Optional<Measured> best() {
    return others.stream().min(comparingDouble(Measured::micros));
  }

  /// {@return Adjoint's time over that of the fastest of the others}
  Optional<Double> ratio() {
    return best().map(best -> adjoint.micros() / best.micros());
  }

  /// {@return the megabytes of that of the others which needed least}
  Optional<Double> leastMemory() {
    return others.stream().map(Measured::megabytes).min(naturalOrder());
  }

  /// {@return the largest relative difference between Adjoint's facts and those of another}
  double difference() {
    return others.stream().mapToDouble(other -> other.differs(adjoint.facts())).max().orElse(0);
  }

  boolean isAgreed() {
    return difference() <= TOLERANCE;
  }
}
