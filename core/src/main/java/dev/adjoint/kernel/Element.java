package dev.adjoint.kernel;

import java.util.Arrays;

/// The kinds of element a loop works on, each with its heap array.
public enum Element {
  /// `float[]`
  F32,
  /// `double[]`
  F64,
  /// `int[]`
  I32,
  /// `boolean[]`
  BOOL;

  /// A fresh array of `n` zeros (or falses).
  public Object newArray(int n) {
    return switch (this) {
      case F32 -> new float[n];
      case F64 -> new double[n];
      case I32 -> new int[n];
      case BOOL -> new boolean[n];
    };
  }

  /// The number of elements of `array`, an array of this kind.
  public int length(Object array) {
    return switch (this) {
      case F32 -> ((float[]) array).length;
      case F64 -> ((double[]) array).length;
      case I32 -> ((int[]) array).length;
      case BOOL -> ((boolean[]) array).length;
    };
  }

  /// Sets `n` elements from offset `o` to `value`: rounded to f32, cut to i32, `value ≠ 0` for
  /// bool.
  public void fill(Object array, int o, int n, double value) {
    switch (this) {
      case F32 -> Arrays.fill((float[]) array, o, o + n, (float) value);
      case F64 -> Arrays.fill((double[]) array, o, o + n, value);
      case I32 -> Arrays.fill((int[]) array, o, o + n, (int) value);
      case BOOL -> Arrays.fill((boolean[]) array, o, o + n, value != 0);
    }
  }
}
