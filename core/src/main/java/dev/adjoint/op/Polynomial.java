package dev.adjoint.op;

/// A polynomial with fixed coefficients, the highest power first, valued by Horner's rule.
final class Polynomial {
  private Polynomial() {}

  /// The value at a point.
  static double at(double x, double... coefficients) {
    double y = 0;
    for (double c : coefficients) {
      y = y * x + c;
    }
    return y;
  }
}
