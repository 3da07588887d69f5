package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Eigenvalues and eigenvectors of a symmetric matrix: reflections make it tridiagonal, implicit
/// steps of the QR iteration with Wilkinson's shift make it diagonal. Source: Golub and Van Loan
/// (2013), §8.3.
///
/// @param n the number of rows
/// @param a the matrix, which becomes that of the eigenvectors
/// @param d the diagonal, which becomes the eigenvalues
/// @param e the numbers beside the diagonal, which become zero
record TridiagonalEigh(int n, double[] a, double[] d, double[] e) {
  /// Steps per eigenvalue; two are usual.
  private static final int PATIENCE = 50;

  TridiagonalEigh(int n, double[] a, double[] w) {
    this(n, a, w, new double[n]);
  }

  /// Whether the iteration converged.
  boolean run() {
    double unit = Columns.unit(a);
    Columns.scale(n * n, 1 / unit, a, 0);
    makeSymmetric();
    makeTridiagonal();
    if (!iterate()) {
      return false;
    }
    Columns.scale(n, unit, d, 0);
    sort(n, a, d);
    return true;
  }

  private void makeSymmetric() {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) {
        a[i + j * n] = a[j + i * n];
      }
    }
  }

  private void makeTridiagonal() {
    double[] tau = new double[n];
    for (int k = 0; k < n - 1; k++) {
      int below = k + 1 + k * n;
      tau[k] = Reflection.make(n - k - 1, a, below);
      d[k] = a[below - 1];
      e[k] = a[below];
      a[below] = 1;
      reflectBothSides(k + 1, tau[k], below);
    }
    if (n > 0) {
      d[n - 1] = a[n * n - 1];
      shiftColumns();
      Reflection.multiply(n - 1, n - 1, tau, a, n + 1, n);
    }
  }

  /// `A₂₂ = H·A₂₂·H` for the part of the matrix from row and column `from` on.
  private void reflectBothSides(int from, double tau, int v) {
    int size = n - from;
    double[] p = new double[size];
    for (int j = 0; j < size; j++) {
      Columns.add(size, tau * a[v + j], a, from + (from + j) * n, p, 0);
    }
    Columns.add(size, -tau / 2 * Columns.dot(size, p, 0, a, v), a, v, p, 0);
    for (int j = 0; j < size; j++) {
      int column = from + (from + j) * n;
      double vj = a[v + j];
      Columns.add(size, -p[j], a, v, a, column);
      Columns.add(size, -vj, p, 0, a, column);
    }
  }

  /// Puts the reflections' vectors below the diagonal of the part that they change, beside a first
  /// row and column of the identity.
  private void shiftColumns() {
    for (int j = n - 1; j > 0; j--) {
      System.arraycopy(a, (j - 1) * n, a, j * n, n);
      a[j * n] = 0;
    }
    Arrays.fill(a, 0, n, 0);
    a[0] = 1;
  }

  private boolean iterate() {
    int steps = 0;
    int last = n - 1;
    while (last > 0) {
      if (isNegligible(last - 1)) {
        e[last - 1] = 0;
        last--;
      } else if (steps++ > PATIENCE * n) {
        return false;
      } else {
        step(startOf(last), last);
      }
    }
    return true;
  }

  private boolean isNegligible(int k) {
    double neighbours = Math.abs(d[k]) + Math.abs(d[k + 1]);
    return Math.abs(e[k]) <= 0x1p-53 * neighbours + Double.MIN_NORMAL;
  }

  private int startOf(int last) {
    int first = last - 1;
    while (first > 0 && !isNegligible(first - 1)) {
      first--;
    }
    return first;
  }

  /// One implicit step on the block from `first` to `last`: Algorithm 8.3.2. The rotation that
  /// zeroes `z` against `x` makes the next `z` one place further down.
  private void step(int first, int last) {
    double x = d[first] - shift(last);
    double z = e[first];
    for (int k = first; k < last; k++) {
      double r = Math.hypot(x, z);
      double c = r == 0 ? 1 : x / r;
      double s = r == 0 ? 0 : -z / r;
      if (k > first) {
        e[k - 1] = r;
      }
      rotate(k, c, s);
      x = e[k];
      if (k < last - 1) {
        z = -s * e[k + 1];
        e[k + 1] *= c;
      }
      Columns.rotate(n, c, s, a, k * n, a, (k + 1) * n);
    }
  }

  /// The eigenvalue of the last 2×2 block that is nearer to the last element.
  private double shift(int last) {
    double half = (d[last - 1] - d[last]) / 2;
    double beside = e[last - 1];
    double root = Math.hypot(half, beside);
    return d[last] - beside * (beside / (half + Math.copySign(root, half)));
  }

  /// `Gᵀ·T·G` within the block of rows k and k + 1.
  private void rotate(int k, double c, double s) {
    double p = d[k];
    double q = d[k + 1];
    double cross = 2 * c * s * e[k];
    d[k] = c * c * p + s * s * q - cross;
    d[k + 1] = s * s * p + c * c * q + cross;
    e[k] = c * s * (p - q) + (c * c - s * s) * e[k];
  }

  /// Brings the eigenvalues into ascending order and the vectors to their signs.
  static void sort(int n, double[] a, double[] w) {
    double[] values = w.clone();
    int[] order = order(values, Comparator.naturalOrder());
    for (int j = 0; j < n; j++) {
      w[j] = values[order[j]];
    }
    Columns.permute(n, a, order);
    for (int j = 0; j < n; j++) {
      if (Columns.pointsDown(n, a, j * n)) {
        Columns.scale(n, -1, a, j * n);
      }
    }
  }

  /// The positions of the values in order.
  static int[] order(double[] values, Comparator<Double> by) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparing(k -> values[k], by))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
