package dev.adjoint.check;

/// An analytic derivative beside the numerical one.
///
/// @param place where: the index of an element, or the number of a direction
/// @param analytic the derivative to check
/// @param numeric the difference, with its error
/// @param relativeError the relative error beyond what rounding explains, `(|a − n| − rounding)⁺ /
///   max(|a|, |n|)`; infinite if a number is not finite
/// @param verdict whether they agree
public record Comparison(
    String place, double analytic, Difference numeric, double relativeError, Verdict verdict) {
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
    double gap = Math.abs(analytic - numeric.slope());
    if (!Double.isFinite(gap) || !numeric.isFinite()) {
      boolean trusted = numeric.isFinite() && numeric.error() <= scale;
      Verdict verdict = trusted ? Verdict.WRONG : Verdict.NOISY;
      return new Comparison(place, analytic, numeric, Double.POSITIVE_INFINITY, verdict);
    }
    double size = Math.max(Math.max(Math.abs(analytic), Math.abs(numeric.slope())), FLOOR * scale);
    double excess = gap <= numeric.rounding() ? 0 : (gap - numeric.rounding()) / size;
    Verdict verdict = verdict(gap, size, excess, numeric, tolerance, scale);
    return new Comparison(place, analytic, numeric, excess, verdict);
  }

  private static Verdict verdict(
      double gap, double size, double excess, Difference numeric, double tolerance, double scale) {
    if (gap <= tolerance * size) {
      return Verdict.OK;
    }
    if (excess <= tolerance) {
      return numeric.rounding() <= tolerance * scale ? Verdict.OK : Verdict.NOISY;
    }
    return gap <= FAR * numeric.error() ? Verdict.NOISY : Verdict.WRONG;
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
      return "the slope is %s from the left and %s from the right: a kink or jump? move the point away from it"
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
