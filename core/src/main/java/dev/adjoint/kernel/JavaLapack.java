package dev.adjoint.kernel;

/// Decompositions in plain Java; those that can be made of matrix products take Java's.
final class JavaLapack implements Lapack {
  static final JavaLapack INSTANCE = new JavaLapack();

  private JavaLapack() {}

  @Override
  public String name() {
    return "java";
  }

  @Override
  public boolean cholesky(int n, double[] a) {
    return Columns.areFinite(a) && new BlockedCholesky(n, a).run();
  }

  @Override
  public boolean lu(int n, double[] a, int[] pivots) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    new BlockedLu(n, a, pivots).run();
    return true;
  }

  @Override
  public void solve(Triangle triangle, int n, int k, double[] a, double[] b) {
    for (int j = 0; j < k; j++) {
      Substitution.run(triangle, n, a, b, j * n);
    }
  }

  @Override
  public boolean qr(int m, int n, double[] a, double[] r) {
    if (!Columns.areFinite(a)) {
      return false;
    }
    HouseholderQr.run(m, n, a, r);
    return true;
  }

  @Override
  public boolean eigh(int n, double[] a, double[] w) {
    return Columns.areFinite(a) && new TridiagonalEigh(n, a, w).run();
  }

  @Override
  public boolean svd(int m, int n, double[] a, double[] s, double[] v) {
    return Columns.areFinite(a) && new JacobiSvd(m, n, a, s, v).run();
  }
}
