package dev.adjoint.kernel;

import java.util.Arrays;

/// Householder's reflections `H = I − τ·v·vᵀ` with `v₀ = 1`. Source: Golub and Van Loan (2013),
/// §5.1.
final class Reflection {
  private Reflection() {}

  /// Makes the reflection that turns a vector into a multiple of the first unit vector. That
  /// multiple replaces the first element, the rest of `v` the others.
  ///
  /// @return τ, 0 if there is nothing to turn
  static double make(int n, double[] x, int xo) {
    double rest = Columns.norm(n - 1, x, xo + 1);
    if (rest == 0) {
      return 0;
    }
    double first = x[xo];
    double turned = -Math.copySign(Math.hypot(first, rest), first);
    Columns.scale(n - 1, 1 / (first - turned), x, xo + 1);
    x[xo] = turned;
    return (turned - first) / turned;
  }

  /// `y = H·y`.
  static void apply(int n, double tau, double[] v, int vo, double[] y, int yo) {
    double s = tau * (y[yo] + Columns.dot(n - 1, v, vo + 1, y, yo + 1));
    y[yo] -= s;
    Columns.add(n - 1, -s, v, vo + 1, y, yo + 1);
  }

  /// The first `n` columns of the product `H₀·H₁·…·Hₙ₋₁`, in place of the vectors, which stand
  /// below the diagonal of a matrix of `m×n` that begins at `at` and has columns `stride` apart.
  /// Source: Golub and Van Loan (2013), §5.1.6.
  static void multiply(int m, int n, double[] tau, double[] a, int at, int stride) {
    for (int k = n - 1; k >= 0; k--) {
      int diagonal = at + k + k * stride;
      for (int j = k + 1; j < n; j++) {
        apply(m - k, tau[k], a, diagonal, a, at + k + j * stride);
      }
      Columns.scale(m - k - 1, -tau[k], a, diagonal + 1);
      a[diagonal] = 1 - tau[k];
      Arrays.fill(a, at + k * stride, diagonal, 0);
    }
  }
}
