package dev.adjoint.array;

import java.util.Arrays;

/// What is done with the Java arrays behind [NDArray] and [Buffer], whichever of the four they are.
final class Storage {
  private Storage() {}

  /// {@return the length of an array that is to hold elements of a type}
  ///
  /// @throws IllegalArgumentException if it is not of the type's dtype
  static int length(TensorType type, Object storage) {
    return switch (storage) {
      case float[] a when type.dtype() == DType.FLOAT32 -> a.length;
      case double[] a when type.dtype() == DType.FLOAT64 -> a.length;
      case int[] a when type.dtype() == DType.INT32 -> a.length;
      case boolean[] a when type.dtype() == DType.BOOL -> a.length;
      default ->
          throw new IllegalArgumentException(
              "an array of type %s cannot be stored in a %s"
                  .formatted(type, storage.getClass().getSimpleName()));
    };
  }

  /// Sets all elements to a number, rounded to the dtype.
  static void fill(DType dtype, Object storage, double value) {
    switch (dtype) {
      case FLOAT32 -> Arrays.fill((float[]) storage, (float) value);
      case FLOAT64 -> Arrays.fill((double[]) storage, value);
      case INT32 -> Arrays.fill((int[]) storage, (int) value);
      case BOOL -> Arrays.fill((boolean[]) storage, value != 0);
    }
  }

  /// {@return whether elements of two arrays of one dtype are the same, NaN as NaN and 0 not as −0}
  static boolean equal(Object x, int xo, Object y, int yo, int count) {
    int xEnd = xo + count;
    int yEnd = yo + count;
    return switch (x) {
      case float[] a -> Arrays.equals(a, xo, xEnd, (float[]) y, yo, yEnd);
      case double[] a -> Arrays.equals(a, xo, xEnd, (double[]) y, yo, yEnd);
      case int[] a -> Arrays.equals(a, xo, xEnd, (int[]) y, yo, yEnd);
      default -> Arrays.equals((boolean[]) x, xo, xEnd, (boolean[]) y, yo, yEnd);
    };
  }

  /// {@return a copy of some elements}
  static Object copy(Object storage, int from, int to) {
    return switch (storage) {
      case float[] a -> Arrays.copyOfRange(a, from, to);
      case double[] a -> Arrays.copyOfRange(a, from, to);
      case int[] a -> Arrays.copyOfRange(a, from, to);
      default -> Arrays.copyOfRange((boolean[]) storage, from, to);
    };
  }
}
