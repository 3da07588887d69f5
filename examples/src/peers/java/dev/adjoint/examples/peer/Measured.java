package dev.adjoint.examples.peer;

import com.google.common.math.Quantiles;
import java.util.List;
import java.util.Locale;

/// What one framework did in one workload.
///
/// @param contender the framework
/// @param facts on what all have to agree
/// @param seconds what a run took in each round
/// @param megabytes the most memory that its process held, NaN if that is not known
record Measured(Contender contender, List<Double> facts, List<Double> seconds, double megabytes) {
  Measured {
    facts = List.copyOf(facts);
    seconds = seconds.stream().sorted().toList();
  }

  /// {@return the median of the rounds, in microseconds}
  double micros() {
    return 1e6 * Quantiles.median().compute(seconds);
  }

  /// {@return the largest difference to other facts, relative to them}
  double differs(List<Double> others) {
    double worst = 0;
    for (int k = 0; k < facts.size(); k++) {
      double difference = Math.abs(facts.get(k) - others.get(k)) / Math.abs(others.get(k));
      worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
    }
    return worst;
  }

  /// {@return the median and, in brackets, the fastest and the slowest round}
  @Override
  public String toString() {
    double micros = micros();
    double scale = micros < 1000 ? 1e6 : 1e3;
    return String.format(
        Locale.ROOT,
        "%s %s (%s–%s)",
        digits(micros * scale / 1e6),
        scale == 1e6 ? "µs" : "ms",
        digits(seconds.getFirst() * scale),
        digits(seconds.getLast() * scale));
  }

  /// {@return a number with three digits}
  static String digits(double number) {
    int decimals = (int) Math.clamp(2 - Math.floor(Math.log10(number)), 0, 3);
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
