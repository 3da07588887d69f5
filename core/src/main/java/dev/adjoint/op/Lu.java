package dev.adjoint.op;

import dev.adjoint.kernel.Lapack;
import java.util.Arrays;

/// The pivots of a matrix that was eliminated, and their sign: all that a determinant needs.
///
/// @param diagonal the pivots
/// @param sign −1 if an odd number of rows was swapped, else 1; NaN if the matrix is not finite
record Lu(double[] diagonal, double sign) {
  /// Eliminates a matrix in place.
  static Lu of(int n, double[] a) {
    int[] pivots = new int[n];
    double sign = Lapack.best(n).lu(n, a, pivots) ? 1 : Double.NaN;
    double[] diagonal = new double[n];
    for (int k = 0; k < n; k++) {
      diagonal[k] = a[k + k * n];
      sign = pivots[k] == k ? sign : -sign;
    }
    return new Lu(diagonal, sign);
  }

  /// The least magnitude of a pivot beside the largest, 1 for no rows; 0 or NaN for a singular
  /// matrix or one that is not finite.
  double spread() {
    double[] sizes = Arrays.stream(diagonal).map(Math::abs).sorted().toArray();
    return sizes.length == 0 ? 1 : sign * sign * sizes[0] / sizes[sizes.length - 1];
  }

  double determinant() {
    double product = sign;
    for (double pivot : diagonal) {
      product *= pivot;
    }
    return product;
  }

  double signOfDeterminant() {
    double product = sign;
    for (double pivot : diagonal) {
      product *= Math.signum(pivot);
    }
    return product;
  }

  double logOfMagnitude() {
    double sum = sign * 0;
    for (double pivot : diagonal) {
      sum += Math.log(Math.abs(pivot));
    }
    return sum;
  }
}
