package dev.adjoint.check;

import java.util.List;
import java.util.OptionalDouble;

/// What is left of a function's change over a step when terms of its Taylor series are taken off.
///
/// @param step the step `h`
/// @param size the size of what is left
/// @param noise how much of that rounding may be
public record Remainder(double step, double size, double noise) {
  /// By how many times it must exceed its noise to be fitted.
  private static final double CLEAR = 10;

  /// {@return whether this may be all rounding}
  public boolean isHidden() {
    return !(size > CLEAR * noise) || !Double.isFinite(size);
  }

  /// The exponent `p` in `size ≈ C·hᵖ`: the slope of the logarithms over the three smallest steps
  /// whose remainder is not hidden, or over the last two if that is larger. Where a remainder
  /// passes through 0, one of its sizes is far too small, and makes one of the two slopes too
  /// small; the middle one of three does not count in a line of least squares.
  ///
  /// @param remainders the steps descending, each the same part of the one before
  /// @return the slope, or empty if fewer than three are above the noise
  static OptionalDouble slope(List<Remainder> remainders) {
    List<Remainder> clear = remainders.stream().filter(r -> !r.isHidden()).toList();
    if (clear.size() < 3) {
      return OptionalDouble.empty();
    }
    Remainder last = clear.getLast();
    double overThree = slope(clear.get(clear.size() - 3), last);
    return OptionalDouble.of(Math.max(overThree, slope(clear.get(clear.size() - 2), last)));
  }

  private static double slope(Remainder a, Remainder b) {
    return Math.log(a.size / b.size) / Math.log(a.step / b.step);
  }
}
