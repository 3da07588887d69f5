package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The error function, element by element: `y = 2/√π ∫₀ˣ e^(−t²) dt`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `2/√π e^(−x²)`. Range −1 to 1; special values:
/// saturates to exactly ±1 beyond ±6 (±4 in f32); keeps ±0. Accurate to 3 units in the last place.
/// Source: W. J. Cody, *Rational Chebyshev approximations for the error function*, Mathematics of
/// Computation 23 (1969), 631–637, whose coefficients these are.
public record Erf() implements Elementwise.Unary {
  /// Up to here the function is computed, above the complement.
  static final double SMALL = 0.46875;

  /// The slope at 0, `2/√π`.
  static final double SLOPE = 1.1283791670955126;

  /// The numerator near 0, of `x²`.
  private static final double[] P = {
    0.18577770618460315,
    3.1611237438705655,
    113.86415415105016,
    377.485237685302,
    3209.3775891384694,
  };

  /// The denominator near 0.
  private static final double[] Q = {
    1.0, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171,
  };

  /// {@return `2/√π ∫₀ˣ e^(−t²) dt`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Erf().on(x);
  }

  @Override
  public double apply(double x) {
    double a = Math.abs(x);
    return a <= SMALL ? near0(x) : Math.copySign(1 - Erfc.tail(a), x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Gaussian.of(x, 1).times(SLOPE);
  }

  /// The function for `|x| ≤ 0.46875`.
  static double near0(double x) {
    double square = x * x;
    return x * (Polynomial.at(square, P) / Polynomial.at(square, Q));
  }
}
