package dev.adjoint.check;

/// A numerical derivative along a line, and what is known of its error.
///
/// @param slope the derivative: the central differences of two steps, extrapolated to step 0
/// @param coarse the central difference with step `h`
/// @param fine the central difference with step `h/2`
/// @param left the slope from the left, with step `h/2`
/// @param right the slope from the right, with step `h/2`
/// @param kink how far the slopes from the left and the right stay apart as the step goes to 0; 0
///   for a smooth function
/// @param rounding how much of the slope the rounding error of the function's values may be
public record Difference(
    double slope,
    double coarse,
    double fine,
    double left,
    double right,
    double kink,
    double rounding) {

  /// A number that is known otherwise than by differences, and so without error.
  static Difference exact(double slope) {
    return new Difference(slope, slope, slope, slope, slope, 0, 0);
  }

  /// {@return the estimated error of the slope}
  public double error() {
    return Math.abs(coarse - fine) + kink + rounding;
  }

  /// {@return whether the function was finite at all points}
  public boolean isFinite() {
    return Double.isFinite(slope) && Double.isFinite(kink) && Double.isFinite(rounding);
  }

  /// Differences the values at `−h, h` and `−h/2, h/2` and at the middle.
  ///
  /// @param values the function's values at the five points, from left to right
  /// @param place where the points are on the line, as they came out in floating point
  /// @param noise the rounding error of the values
  static Difference of(double[] values, double[] place, double noise) {
    double coarse = quotient(values, place, 0, 4);
    double fine = quotient(values, place, 1, 3);
    double left = quotient(values, place, 1, 2);
    double right = quotient(values, place, 2, 3);
    double bendCoarse = quotient(values, place, 2, 4) - quotient(values, place, 0, 2);
    double kink = Math.abs(2 * (right - left) - bendCoarse);
    double rounding = 10 * noise / (place[4] - place[2]);
    return new Difference((4 * fine - coarse) / 3, coarse, fine, left, right, kink, rounding);
  }

  private static double quotient(double[] values, double[] place, int from, int to) {
    return (values[to] - values[from]) / (place[to] - place[from]);
  }
}
