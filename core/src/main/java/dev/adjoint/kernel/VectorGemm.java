package dev.adjoint.kernel;

/// The matrix product on the Vector API.
final class VectorGemm implements Gemm {
  private final Workers workers;

  VectorGemm(Workers workers) {
    this.workers = workers;
  }

  /// Whether vectors have 512 bits: OpenBLAS is then no faster.
  static boolean isWide() {
    return VectorFloatTiles.S.vectorBitSize() >= 512;
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
    VectorFloatGemm.multiply(
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
    VectorDoubleGemm.multiply(
        workers, m, n, k, a, ao, aRow, aCol, b, bo, bRow, bCol, y, yo, yRow, accumulate);
  }

  @Override
  public String name() {
    return "vector";
  }
}
