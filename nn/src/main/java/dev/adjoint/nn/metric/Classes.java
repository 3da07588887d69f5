package dev.adjoint.nn.metric;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;

/// Class indices, as they are or as the largest of each row; of equal numbers the first. NaN counts
/// as the largest, as for [ArgMax][dev.adjoint.op.ArgMax].
final class Classes {
  private Classes() {}

  /// {@return one index for each row}
  ///
  /// @param what what they are, for messages
  /// @param values indices `i32[rows]`, or scores or one-hot rows `[rows,classes]`
  static int[] of(String what, NDArray values, int classes) {
    if (values.dtype() == DType.INT32 && values.shape().rank() == 1) {
      return checked(what, values.toIntArray(), classes);
    }
    if (values.shape().rank() != 2
        || values.shape().size(1) != classes
        || !values.type().isFloating()) {
      throw new IllegalArgumentException(
          "%s %s for %d classes: wants indices i32[rows], or f32 or f64 [rows,%d]"
              .formatted(what, values.type(), classes, classes));
    }
    int[] indices = new int[values.shape().size(0)];
    for (int row = 0; row < indices.length; row++) {
      indices[row] = largest(values, row * classes, classes);
    }
    return indices;
  }

  private static int largest(NDArray values, int from, int count) {
    int best = 0;
    for (int k = 1; k < count; k++) {
      if (isLarger(values.value(from + k), values.value(from + best))) {
        best = k;
      }
    }
    return best;
  }

  static boolean isLarger(double a, double b) {
    return a > b || Double.isNaN(a) && !Double.isNaN(b);
  }

  private static int[] checked(String what, int[] indices, int classes) {
    for (int row = 0; row < indices.length; row++) {
      if (indices[row] < 0 || indices[row] >= classes) {
        throw new IllegalArgumentException(
            "%s: row %d has class %d, but there are %d"
                .formatted(what, row, indices[row], classes));
      }
    }
    return indices;
  }

  static void checkRows(int predictions, int labels) {
    if (predictions != labels) {
      throw new IllegalArgumentException(
          "%d predictions for %d labels: wants one for each".formatted(predictions, labels));
    }
  }
}
