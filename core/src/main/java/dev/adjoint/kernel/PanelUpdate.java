package dev.adjoint.kernel;

/// What a blocked factorisation spends its time in: a panel of columns minus the product of what
/// has been factored to its left, `P −= L·U`.
///
/// @param n the number of rows of the whole matrix
/// @param a the whole matrix, column by column
record PanelUpdate(int n, double[] a) {
  /// How many columns a panel has.
  static final int WIDTH = 32;

  /// Takes place in rows from `row` on of the columns from `first` on, `width` of them. Element (k,
  /// j) of `U` is `a[uo + k·uRow + j·uColumn]`; `L` are the columns before `first`, of which there
  /// are `inner`.
  void run(int row, int first, int width, int inner, int uo, int uRow, int uColumn) {
    int rows = n - row;
    double[] product = new double[rows * width];
    Gemm gemm = Kernels.best().gemm();
    // The product is transposed: rows of the kernels are columns here.
    gemm.multiply(width, rows, inner, a, uo, uColumn, uRow, a, row, n, 1, product, 0, rows);
    for (int j = 0; j < width; j++) {
      Columns.add(rows, -1, product, j * rows, a, row + (first + j) * n);
    }
  }
}
