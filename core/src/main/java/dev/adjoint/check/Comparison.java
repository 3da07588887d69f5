package dev.adjoint.check;

/// An analytic derivative beside the numerical one.
///
/// @param place where: the index of an element, or the number of a direction
/// @param analytic the derivative to check
/// @param numeric the difference, with its error
/// @param verdict whether they agree
public record Comparison(String place, double analytic, Difference numeric, Verdict verdict) {
  /// By how many times its own estimated error the difference must be missed to call a gradient
  /// wrong.
  private static final double FAR = 10;

  /// The part of the tolerance that is granted to every element, however small, for the sake of the
  /// largest.
  private static final double FLOOR = 1e-3;

  /// Compares.
  ///
  /// @param scale the size of derivatives that matter: a difference that cannot tell `tolerance ·
  ///   scale` from 0 proves nothing, and a thousandth of that is nothing
  static Comparison of(
      String place, double analytic, Difference numeric, double tolerance, double scale) {
    return new Comparison(place, analytic, numeric, verdict(analytic, numeric, tolerance, scale));
  }

  private static Verdict verdict(
      double analytic, Difference numeric, double tolerance, double scale) {
    if (!numeric.isFinite()) {
      return Verdict.NOISY;
    }
    if (!Double.isFinite(analytic)) {
      return numeric.error() <= scale ? Verdict.WRONG : Verdict.NOISY;
    }
    double gap = Math.abs(analytic - numeric.slope());
    if (gap <= tolerance * Math.max(largest(analytic, numeric), FLOOR * scale)) {
      return Verdict.OK;
    }
    if (relative(analytic, numeric) <= tolerance) {
      return numeric.rounding() <= tolerance * scale ? Verdict.OK : Verdict.NOISY;
    }
    return gap <= FAR * numeric.error() ? Verdict.NOISY : Verdict.WRONG;
  }

  /// The relative error beyond what rounding explains: `(|a − n| − rounding)⁺ / max(|a|, |n|)`.
  ///
  /// @return the error; infinite if a number is not finite
  public double relativeError() {
    return relative(analytic, numeric);
  }

  private static double relative(double analytic, Difference numeric) {
    double gap = Math.abs(analytic - numeric.slope());
    if (!(gap < Double.POSITIVE_INFINITY) || !numeric.isFinite()) {
      return Double.POSITIVE_INFINITY;
    }
    return gap <= numeric.rounding() ? 0 : (gap - numeric.rounding()) / largest(analytic, numeric);
  }

  private static double largest(double analytic, Difference numeric) {
    return Math.max(Math.abs(analytic), Math.abs(numeric.slope()));
  }

  /// {@return why, in a sentence; empty if the verdict is OK}
  public String reason() {
    return switch (verdict) {
      case OK -> "";
      case WRONG -> wrong();
      case NOISY -> noisy();
    };
  }

  private String wrong() {
    return Double.isFinite(analytic)
        ? "the differences agree with each other; the gradient is wrong"
        : "the function is smooth here, so its gradient must be finite";
  }

  private String noisy() {
    double steps = Math.abs(numeric.coarse() - numeric.fine());
    if (!numeric.isFinite()) {
      return "the function is not finite within a step of this point; move away from its edge";
    }
    if (numeric.kink() >= Math.max(steps, numeric.rounding())) {
      return "the slope is %s from the left and %s from the right: a kink? move the point away from it"
          .formatted(GradientReport.number(numeric.left()), GradientReport.number(numeric.right()));
    }
    return numeric.rounding() >= steps
        ? "the function's rounding error hides the difference; use f64, a larger step or smaller values"
        : "step h gives %s, step h/2 gives %s: not smooth enough here for this step"
            .formatted(
                GradientReport.number(numeric.coarse()), GradientReport.number(numeric.fine()));
  }

  /// {@return whether this one is to be shown before another: worse verdict, then larger error}
  boolean isWorseThan(Comparison other) {
    int order = verdict.compareTo(other.verdict);
    return order > 0 || order == 0 && relativeError() > other.relativeError();
  }
}
