package dev.adjoint.array;

import java.util.Set;
import java.util.stream.Collectors;

/// The type of a tensor's elements. Prints as `f32`, `f64`, `i32`, `bool`.
///
/// There is no implicit promotion: an op of two tensors wants equal dtypes, and `Cast` changes one.
public enum DType {
  /// IEEE 754 binary32, stored as `float`.
  FLOAT32("f32", 4),
  /// IEEE 754 binary64, stored as `double`.
  FLOAT64("f64", 8),
  /// 32-bit two's complement, stored as `int`; arithmetic wraps.
  INT32("i32", 4),
  /// True or false, stored as `boolean`; 1 or 0 when read as a number.
  BOOL("bool", 1);

  private final String label;
  private final int bytes;

  DType(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /// {@return some dtypes in words, for a message: `f32 or f64`}
  ///
  /// @param dtypes the dtypes, at least one
  public static String anyOf(Set<DType> dtypes) {
    return dtypes.stream().sorted().map(DType::toString).collect(Collectors.joining(" or "));
  }

  /// {@return whether this is a floating-point type, the only kind that has gradients}
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /// {@return the size of one element in bytes}
  public int bytes() {
    return bytes;
  }

  /// {@return a new Java array of this type's storage, filled with zeros or `false`}
  ///
  /// @param count the number of elements
  public Object allocate(int count) {
    return switch (this) {
      case FLOAT32 -> new float[count];
      case FLOAT64 -> new double[count];
      case INT32 -> new int[count];
      case BOOL -> new boolean[count];
    };
  }

  /// Reads one element of storage as a number; exact for every dtype.
  ///
  /// @param storage an array that [#allocate] could have made
  /// @param index the position
  /// @return the element; 1 or 0 for a boolean
  public double load(Object storage, int index) {
    return switch (this) {
      case FLOAT32 -> ((float[]) storage)[index];
      case FLOAT64 -> ((double[]) storage)[index];
      case INT32 -> ((int[]) storage)[index];
      case BOOL -> ((boolean[]) storage)[index] ? 1 : 0;
    };
  }

  /// Writes one element of storage, rounded to this type as a Java cast would; a boolean is true
  /// when the value is not zero.
  ///
  /// @param storage an array that [#allocate] could have made
  /// @param index the position
  /// @param value the number to write
  public void store(Object storage, int index, double value) {
    switch (this) {
      case FLOAT32 -> ((float[]) storage)[index] = (float) value;
      case FLOAT64 -> ((double[]) storage)[index] = value;
      case INT32 -> ((int[]) storage)[index] = (int) value;
      case BOOL -> ((boolean[]) storage)[index] = value != 0;
    }
  }

  /// {@return the short name: `f32`, `f64`, `i32` or `bool`}
  @Override
  public String toString() {
    return label;
  }
}
