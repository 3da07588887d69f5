package dev.adjoint.op;

/// A polynomial with fixed coefficients, the highest power first, valued by Horner's rule.
final class Polynomial {
  private Polynomial() {}

  /// The value at a point; `x` may be infinite.
  static double at(double x, double... coefficients) {
    double y = coefficients[0];
    for (int k = 1; k < coefficients.length; k++) {
      y = y * x + coefficients[k];
    }
    return y;
  }
}
