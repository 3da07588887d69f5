package dev.adjoint.kernel;

/// A [Gemm] that takes its operands as one [MatrixProduct].
interface ProductGemm extends Gemm {
  void multiplyFloats(MatrixProduct<float[]> product);

  void multiplyDoubles(MatrixProduct<double[]> product);

  @Override
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
      int yRow,
      boolean accumulate) {
    Matrix<float[]> left = new Matrix<>(a, ao, aRow, aCol);
    Matrix<float[]> right = new Matrix<>(b, bo, bRow, bCol);
    Matrix<float[]> to = new Matrix<>(y, yo, yRow, 1);
    multiplyFloats(new MatrixProduct<>(m, n, k, left, right, to, accumulate));
  }

  @Override
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
      int yRow,
      boolean accumulate) {
    Matrix<double[]> left = new Matrix<>(a, ao, aRow, aCol);
    Matrix<double[]> right = new Matrix<>(b, bo, bRow, bCol);
    Matrix<double[]> to = new Matrix<>(y, yo, yRow, 1);
    multiplyDoubles(new MatrixProduct<>(m, n, k, left, right, to, accumulate));
  }
}
