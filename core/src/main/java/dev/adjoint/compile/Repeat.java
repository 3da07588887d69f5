package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.TileLoop;
import java.util.Arrays;

/// Repeats a value for each row along the row.
final class Repeat {
  private Repeat() {}

  /// {@return the loop that fills a tile of rows of a given length}
  static TileLoop loop(DType dtype, int row) {
    return switch (dtype) {
      case FLOAT32 -> floats(row);
      case FLOAT64 -> doubles(row);
      case INT32 -> ints(row);
      case BOOL -> booleans(row);
    };
  }

  private static TileLoop floats(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      float[] values = (float[]) x;
      for (int i = 0; i < n / row; i++) {
        Arrays.fill((float[]) y, yo + i * row, yo + (i + 1) * row, values[xo + i]);
      }
    };
  }

  private static TileLoop doubles(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      double[] values = (double[]) x;
      for (int i = 0; i < n / row; i++) {
        Arrays.fill((double[]) y, yo + i * row, yo + (i + 1) * row, values[xo + i]);
      }
    };
  }

  private static TileLoop ints(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      int[] values = (int[]) x;
      for (int i = 0; i < n / row; i++) {
        Arrays.fill((int[]) y, yo + i * row, yo + (i + 1) * row, values[xo + i]);
      }
    };
  }

  private static TileLoop booleans(int row) {
    return (x, xo, _, _, _, _, y, yo, n) -> {
      boolean[] values = (boolean[]) x;
      for (int i = 0; i < n / row; i++) {
        Arrays.fill((boolean[]) y, yo + i * row, yo + (i + 1) * row, values[xo + i]);
      }
    };
  }
}
