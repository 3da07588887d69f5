package dev.adjoint.kernel;

/// LU factorisation with partial pivoting, a panel of columns at a time; each is first brought up
/// to date with all before it, mostly by a matrix product. Source: Golub and Van Loan (2013), §3.4.
///
/// @param n the number of rows
/// @param a the matrix, which becomes the factors
/// @param pivots the row that step k swapped with row k
record BlockedLu(int n, double[] a, int[] pivots) {
  private static final Lapack.Triangle UNIT_LOWER = new Lapack.Triangle(true, false, true);

  void run() {
    for (int first = 0; first < n; first += PanelUpdate.WIDTH) {
      int end = Math.min(n, first + PanelUpdate.WIDTH);
      catchUp(first, end);
      for (int j = first; j < end; j++) {
        column(j, end);
      }
    }
  }

  /// What the panels to the left mean to this one, whose rows they have swapped already.
  private void catchUp(int first, int end) {
    if (first == 0) {
      return;
    }
    for (int j = first; j < end; j++) {
      Substitution.run(UNIT_LOWER, first, a, n, a, j * n);
    }
    new PanelUpdate(n, a).run(first, first, end - first, first, first * n, 1, n);
  }

  private void column(int j, int end) {
    int diagonal = j + j * n;
    pivots[j] = j + largest(n - j, diagonal);
    if (pivots[j] != j) {
      Columns.swap(n, n, a, j, pivots[j]);
    }
    if (a[diagonal] != 0) {
      divide(n - j - 1, diagonal);
    }
    for (int k = j + 1; k < end; k++) {
      Columns.add(n - j - 1, -a[j + k * n], a, diagonal + 1, a, j + 1 + k * n);
    }
  }

  private int largest(int count, int from) {
    int most = 0;
    for (int i = 1; i < count; i++) {
      most = Math.abs(a[from + i]) > Math.abs(a[from + most]) ? i : most;
    }
    return most;
  }

  /// Divides, since the reciprocal of a subnormal pivot is infinite.
  private void divide(int count, int diagonal) {
    double pivot = a[diagonal];
    for (int i = 1; i <= count; i++) {
      a[diagonal + i] /= pivot;
    }
  }
}
