package dev.adjoint.kernel;

/// The matrix product on the Vector API.
final class VectorGemm implements ProductGemm {
  private final Workers workers;

  VectorGemm(Workers workers) {
    this.workers = workers;
  }

  /// Whether vectors have 512 bits: OpenBLAS is then no faster.
  static boolean isWide() {
    return VectorFloatTiles.S.vectorBitSize() >= 512;
  }

  @Override
  public void multiplyFloats(MatrixProduct<float[]> product) {
    VectorFloatGemm.multiply(workers, product);
  }

  @Override
  public void multiplyDoubles(MatrixProduct<double[]> product) {
    VectorDoubleGemm.multiply(workers, product);
  }

  @Override
  public String name() {
    return "vector";
  }
}
