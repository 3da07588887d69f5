package dev.adjoint.kernel;

/// Decompositions of dense matrices in f64, in the manner of LAPACK.
///
/// A matrix is an array of its own, column by column: element (i, j) of `m` rows is `a[i + j·m]`.
/// Results replace the arguments. A matrix with a NaN or an infinity has no decomposition, and a
/// method that says `false` leaves its arguments in no particular state. What a decomposition
/// leaves open (signs) is fixed here, so that implementations give the same numbers up to rounding.
/// Safe for several threads at once.
///
/// Source: Golub and Van Loan, *Matrix Computations*, 4th ed. (2013).
public interface Lapack {
  /// Which implementation this is, for printing.
  String name();

  /// `A = L·Lᵀ` (§4.2). Reads the lower triangle; leaves zeros in the upper.
  ///
  /// @return whether the matrix is positive definite
  boolean cholesky(int n, double[] a);

  /// `P·A = L·U` with partial pivoting (§3.4): the unit lower `L` below the diagonal, `U` on and
  /// above it. Step k swapped rows k and `pivots[k]`, counted from 0. The `U` of a singular matrix
  /// has a zero on its diagonal.
  ///
  /// @return whether the matrix is finite
  boolean lu(int n, double[] a, int[] pivots);

  /// `op(A)·X = B` for a triangular `A` (§3.1), of which nothing but the triangle is read; `B`, of
  /// `n×k`, becomes `X`. A zero on the diagonal divides by zero.
  void solve(Triangle triangle, int n, int k, double[] a, double[] b);

  /// `A·X = B` by [#lu]: `B`, of `n×k`, becomes `X`, and `A` its factors.
  ///
  /// @return whether the matrix is finite and its `U` has no zero on the diagonal
  default boolean solve(int n, int k, double[] a, double[] b) {
    int[] pivots = new int[n];
    if (!lu(n, a, pivots)) {
      return false;
    }
    boolean regular = true;
    for (int i = 0; i < n; i++) {
      regular &= a[i + i * n] != 0;
      Columns.swap(k, n, b, i, pivots[i]);
    }
    solve(new Triangle(true, false, true), n, k, a, b);
    solve(new Triangle(false, false, false), n, k, a, b);
    return regular;
  }

  /// `A = Q·R` for `A` of `m×n`, `m ≥ n`, by Householder's reflections (§5.2): `A` becomes `Q` of
  /// `m×n`, and `R` has no negative number on its diagonal.
  ///
  /// @return whether the matrix is finite
  boolean qr(int m, int n, double[] a, double[] r);

  /// `A = V·diag(w)·Vᵀ` for a symmetric `A` (§8.3), of which the lower triangle is read: `A`
  /// becomes `V`, `w` ascends. Of each column the component of the largest magnitude, the first of
  /// equals, is positive.
  ///
  /// @return whether the matrix is finite and the iteration converged
  boolean eigh(int n, double[] a, double[] w);

  /// `A = U·diag(s)·Vᵀ` for `A` of `m×n`, `m ≥ n` (§8.6): `A` becomes `U` of `m×n`, `v` is `V` of
  /// `n×n`, `s ≥ 0` descends. Signs of the columns of `U` as for [#eigh].
  ///
  /// @return whether the matrix is finite and the iteration converged
  boolean svd(int m, int n, double[] a, double[] s, double[] v);

  /// The implementation for matrices of about `size` rows: plain Java for the small, a native
  /// LAPACK for the others where its library is on the class path. System property
  /// `adjoint.blas=false` leaves it out.
  static Lapack best(int size) {
    return size < NativeLapack.LEAST ? JavaLapack.INSTANCE : NativeLapack.orJava();
  }

  /// Which part of a matrix is a triangular matrix, and how it is applied.
  ///
  /// @param lower the lower triangle, else the upper
  /// @param transposed `op(A) = Aᵀ`, else `A`
  /// @param unit the diagonal is not read; it counts as ones
  record Triangle(boolean lower, boolean transposed, boolean unit) {}
}
