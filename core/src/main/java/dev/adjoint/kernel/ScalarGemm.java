package dev.adjoint.kernel;

/// The matrix product in plain Java: always there.
final class ScalarGemm implements Gemm {
  /// A product of more multiply–adds than this is split over the workers: it takes some 100 µs, and
  /// to hand a part of it over takes one.
  private static final long LARGE = 1_000_000;

  private final Workers workers;

  ScalarGemm(Workers workers) {
    this.workers = workers;
  }

  static boolean isLarge(int m, int n, int k) {
    return (long) m * n * k > LARGE;
  }

  @Override
  public void multiply(
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
      boolean accumulate) {
    ScalarFloatGemm.multiply(
        workers, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, accumulate);
  }

  @Override
  public void multiply(
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
      boolean accumulate) {
    ScalarDoubleGemm.multiply(
        workers, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, accumulate);
  }

  @Override
  public String name() {
    return "scalar";
  }
}
