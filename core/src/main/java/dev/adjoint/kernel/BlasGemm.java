package dev.adjoint.kernel;

/// Matrix products by OpenBLAS where that is faster, and by a Java kernel elsewhere.
///
/// OpenBLAS runs on one thread; large products are cut into blocks over [Workers], as in Java.
final class BlasGemm implements ProductGemm {
  /// Where the edges of blocks fall; OpenBLAS's own tiles are a divisor or a small multiple.
  private static final int TILE = 16;

  private final OpenBlas blas;
  private final Gemm java;
  private final long least;
  private final Workers workers;

  /// OpenBLAS for products of `least` multiply–adds and more.
  BlasGemm(OpenBlas blas, Gemm java, long least, Workers workers) {
    this.blas = blas;
    this.java = java;
    this.least = least;
    this.workers = workers;
  }

  @Override
  public void multiplyFloats(MatrixProduct<float[]> product) {
    if (isForBlas(product)) {
      Blocks.of(product, TILE, TILE).run(workers, product, blas::sgemm);
    } else {
      Matrix<float[]> a = product.a();
      Matrix<float[]> b = product.b();
      Matrix<float[]> y = product.y();
      java.multiply(
          product.m(),
          product.n(),
          product.k(),
          a.array(),
          a.offset(),
          a.row(),
          a.column(),
          b.array(),
          b.offset(),
          b.row(),
          b.column(),
          y.array(),
          y.offset(),
          y.row(),
          product.accumulate());
    }
  }

  @Override
  public void multiplyDoubles(MatrixProduct<double[]> product) {
    if (isForBlas(product)) {
      Blocks.of(product, TILE, TILE).run(workers, product, blas::dgemm);
    } else {
      Matrix<double[]> a = product.a();
      Matrix<double[]> b = product.b();
      Matrix<double[]> y = product.y();
      java.multiply(
          product.m(),
          product.n(),
          product.k(),
          a.array(),
          a.offset(),
          a.row(),
          a.column(),
          b.array(),
          b.offset(),
          b.row(),
          b.column(),
          y.array(),
          y.offset(),
          y.row(),
          product.accumulate());
    }
  }

  private boolean isForBlas(MatrixProduct<?> p) {
    return p.size() >= least && OpenBlas.canTake(p);
  }

  @Override
  public String name() {
    return "OpenBLAS and " + java.name();
  }
}
