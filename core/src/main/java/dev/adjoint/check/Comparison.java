package dev.adjoint.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A derivative that is checked beside the one it is held against, mostly an analytic one beside a
/// numerical one.
///
/// @param place where: the index of an element, or the number of a direction
/// @param analytic the derivative to check
/// @param numeric the difference, with its error
/// @param relativeError the relative error beyond what rounding explains, `(|a − n| − rounding)⁺ /
///   max(|a|, |n|)`; infinite if a number is not finite
/// @param verdict whether they agree
/// @param steps evidence for a verdict that is not OK: central differences with several steps
public record Comparison(
    String place,
    double analytic,
    Difference numeric,
    double relativeError,
    Verdict verdict,
    List<Quotient> steps) {
  /// A central difference.
  ///
  /// @param step the step `h`
  /// @param slope `(f(x+h) − f(x−h)) / 2h`
  public record Quotient(double step, double slope) {}

  /// By how many times its own estimated error the difference must be missed to call a gradient
  /// wrong.
  private static final double FAR = 10;

  /// The part of the tolerance that is granted to every element, however small, for the sake of the
  /// largest.
  private static final double FLOOR = 1e-3;

  private static final String INFINITE =
      "the function is smooth here, so its gradient must be finite";

  private static final String NOT_FINITE =
      "the values are not finite here; move the point to where they are";

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
      return new Comparison(place, analytic, numeric, Double.POSITIVE_INFINITY, verdict, List.of());
    }
    double size = Math.max(Math.max(Math.abs(analytic), Math.abs(numeric.slope())), FLOOR * scale);
    double excess = gap <= numeric.rounding() ? 0 : (gap - numeric.rounding()) / size;
    Verdict verdict = verdict(gap, size, excess, numeric, tolerance, scale);
    return new Comparison(place, analytic, numeric, excess, verdict, List.of());
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

  /// Compares numbers that must be the same up to rounding; NaN is the same as NaN.
  ///
  /// @param scale the size of numbers that matter
  static Comparison same(
      String place, double checked, double truth, double tolerance, double scale) {
    double gap =
        checked == truth || Double.isNaN(checked) && Double.isNaN(truth)
            ? 0
            : Math.abs(checked - truth);
    double error = gap == 0 ? 0 : Double.isFinite(gap) ? gap / scale : Double.POSITIVE_INFINITY;
    Verdict verdict =
        error <= tolerance ? Verdict.OK : Double.isFinite(truth) ? Verdict.WRONG : Verdict.NOISY;
    return new Comparison(place, checked, Difference.exact(truth), error, verdict, List.of());
  }

  Comparison with(List<Quotient> evidence) {
    return new Comparison(place, analytic, numeric, relativeError, verdict, List.copyOf(evidence));
  }

  /// Both numbers, as `analytic 6.00000000, numeric 3.00000000 ± 2.9e-09, relative error 5.0e-01`.
  String values(Aspect aspect) {
    String doubt = aspect.differences() ? " ± " + GradientReport.error(numeric.error()) : "";
    return "%s %s, %s %s%s, %s"
        .formatted(
            aspect.checked(),
            GradientReport.number(analytic),
            aspect.truth(),
            GradientReport.number(numeric.slope()),
            doubt,
            error());
  }

  /// {@return the relative error in words: `relative error 5.0e-01`, or that rounding explains it}
  String error() {
    boolean hidden = relativeError == 0 && Math.abs(analytic - numeric.slope()) > 0;
    return hidden
        ? "within rounding noise"
        : "relative error " + GradientReport.error(relativeError);
  }

  /// {@return why, in a sentence; empty if the verdict is OK}
  ///
  /// @param aspect what was looked at
  String reason(Aspect aspect) {
    return switch (verdict) {
      case OK -> "";
      case WRONG ->
          aspect.differences() && !Double.isFinite(analytic) ? INFINITE : aspect.accusation();
      case NOISY -> aspect.differences() ? noisy() : NOT_FINITE;
    };
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

  /// The differences with several steps, as two lines; empty if there are none.
  String evidence() {
    return steps.isEmpty()
        ? ""
        : columns("step", q -> GradientReport.error(q.step()))
            + columns("difference", q -> GradientReport.number(q.slope()));
  }

  private String columns(String name, Function<Quotient, String> number) {
    return steps.stream()
        .map(q -> " %14s".formatted(number.apply(q)))
        .collect(Collectors.joining("", "%-10s".formatted(name), "\n"));
  }

  /// {@return whether this one is to be shown before another: worse verdict, then larger error}
  boolean isWorseThan(Comparison other) {
    int order = verdict.compareTo(other.verdict);
    return order > 0 || order == 0 && relativeError() > other.relativeError();
  }
}
