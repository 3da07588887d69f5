package dev.adjoint.nn.optim;

/// A rate that falls when a number has stopped improving: after more than `patience` numbers in a
/// row that are no better than the best, the rate is multiplied by a factor, and the next numbers,
/// as many as the cool-down, are not counted. Immutable; a number seen gives the next plateau.
///
/// ```java
/// Plateau plateau = Plateau.of(0.1, 5);
/// …
/// plateau = plateau.seen(training.evaluate(validation));       // after each epoch
/// var state = Rated.at(plateau.rate(), training.state());      // of new Rated(new Adam(0.001))
/// training = training.resumed(training.model(), state, training.loss(), training.steps());
/// ```
///
/// Better is below `best · (1 − threshold)`; for numbers that should rise, above `best · (1 +
/// threshold)`. NaN is not better. Numbers, and the defaults of [#of], are those of PyTorch's
/// `ReduceLROnPlateau`.
///
/// @param rising whether larger is better, as of an accuracy; smaller is, of a loss
/// @param factor what the rate is multiplied by, in (0, 1)
/// @param patience how many numbers in a row may be no better
/// @param threshold how much better is better, as a part
/// @param coolDown how many numbers after a fall are not counted
/// @param least below which the rate does not fall, in [0, 1]
/// @param rate the rate as it is, 1 at first
/// @param best the best number seen
/// @param waited how many in a row were no better
/// @param cooling how many are still not counted
public record Plateau(
    boolean rising,
    double factor,
    int patience,
    double threshold,
    int coolDown,
    double least,
    double rate,
    double best,
    int waited,
    int cooling) {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public Plateau {
    Setting.proper("Plateau", "factor", factor);
    Setting.atLeast(0, "Plateau", "patience", patience);
    Setting.notNegative("Plateau", "threshold", threshold);
    Setting.atLeast(0, "Plateau", "coolDown", coolDown);
    Setting.part("Plateau", "least", least);
    Setting.notNegative("Plateau", "rate", rate);
    Setting.number("Plateau", "best", best);
    Setting.atLeast(0, "Plateau", "waited", waited);
    Setting.atLeast(0, "Plateau", "cooling", cooling);
  }

  /// {@return a plateau of a falling number, with a threshold of 10⁻⁴, no cool-down and no least
  /// rate}
  ///
  /// @param factor what the rate is multiplied by, in (0, 1); PyTorch has 0.1
  /// @param patience how many numbers in a row may be no better; PyTorch has 10
  public static Plateau of(double factor, int patience) {
    double none = Double.POSITIVE_INFINITY;
    return new Plateau(false, factor, patience, 1e-4, 0, 0, 1, none, 0, 0);
  }

  /// {@return the same for a rising number, such as an accuracy, before it has seen any}
  public Plateau ofRising() {
    double none = Double.NEGATIVE_INFINITY;
    return new Plateau(true, factor, patience, threshold, coolDown, least, rate, none, 0, 0);
  }

  /// {@return the same with another threshold}
  ///
  /// @param value how much better is better, as a part
  public Plateau withThreshold(double value) {
    return new Plateau(
        rising, factor, patience, value, coolDown, least, rate, best, waited, cooling);
  }

  /// {@return the same with a cool-down}
  ///
  /// @param value how many numbers after a fall are not counted
  public Plateau withCoolDown(int value) {
    return new Plateau(
        rising, factor, patience, threshold, value, least, rate, best, waited, cooling);
  }

  /// {@return the same with a least rate}
  ///
  /// @param value below which the rate does not fall, in [0, 1]; one that is below stays
  public Plateau withLeast(double value) {
    return new Plateau(
        rising, factor, patience, threshold, coolDown, value, rate, best, waited, cooling);
  }

  /// {@return the plateau after one more number}
  ///
  /// @param metric the number, such as the loss on data that is not trained on
  public Plateau seen(double metric) {
    boolean better = isBetter(metric);
    int waiting = better || cooling > 0 ? 0 : waited + 1;
    boolean falls = waiting > patience;
    return new Plateau(
        rising,
        factor,
        patience,
        threshold,
        coolDown,
        least,
        falls ? Math.min(rate, Math.max(least, rate * factor)) : rate,
        better ? metric : best,
        falls ? 0 : waiting,
        falls ? coolDown : Math.max(0, cooling - 1));
  }

  private boolean isBetter(double metric) {
    return rising
        ? metric > (Double.isInfinite(best) ? best : best * (1 + threshold))
        : metric < (Double.isInfinite(best) ? best : best * (1 - threshold));
  }
}
