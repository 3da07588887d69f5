package dev.adjoint.kernel;

/// General matrix products: `y = a·b` or `y += a·b`, for `a` of `m×k`, `b` of `k×n`, `y` of `m×n`.
///
/// Element (i, j) of `a` is `a[ao + i·aRow + j·aCol]`, likewise `b`, so a transpose, a broadcast
/// row (stride 0) or a slice costs nothing to express. `y` has contiguous rows, `yRow` apart, and
/// shares no element with `a` or `b`. With `k = 0` the product is zero.
///
/// Products may be split over [Workers], into blocks that don't depend on the number of threads:
/// the same operands give the same bits. Sums are taken in the element's type, in an order and with
/// fused multiply–adds that differ between implementations. Safe for several threads at once.
public interface Gemm {
  /// A task of shared products has at least this many multiply–adds, where there are more than two.
  long TASK = 1 << 19;

  /// `y = a·b`, or `y += a·b` if `accumulate`, in f32.
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
      int yo,
      int yRow,
      boolean accumulate);

  /// `y = a·b`, or `y += a·b` if `accumulate`, in f64.
  void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] y,
      int yo,
      int yRow,
      boolean accumulate);

  /// Which implementation this is, for printing.
  String name();

  /// `y = a·b` in f32.
  default void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int ao,
      int aRow,
      int aCol,
      float[] b,
      int bo,
      int bRow,
      int bCol,
      float[] y,
      int yo,
      int yRow) {
    multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, false);
  }

  /// `y = a·b` in f64.
  default void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int ao,
      int aRow,
      int aCol,
      double[] b,
      int bo,
      int bRow,
      int bCol,
      double[] y,
      int yo,
      int yRow) {
    multiply(m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, false);
  }
}
