package dev.adjoint.nn.onnx;

import dev.adjoint.array.DType;

/// The types of elements that exported models use, with their numbers in ONNX's
/// `TensorProto.DataType`.
public enum ElementType {
  /// f32.
  FLOAT(1, "f32"),
  /// i32.
  INT32(6, "i32"),
  /// 64-bit integers: ONNX's shapes and positions.
  INT64(7, "i64"),
  /// Truth values, a byte each.
  BOOL(9, "bool"),
  /// f64.
  DOUBLE(11, "f64"),
  /// Unsigned 32-bit integers, which ONNX shifts.
  UINT32(12, "u32");

  private final int number;
  private final String text;

  ElementType(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /// {@return the type of a dtype's elements}
  ///
  /// @param dtype the dtype
  public static ElementType of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOAT;
      case FLOAT64 -> DOUBLE;
      case INT32 -> INT32;
      case BOOL -> BOOL;
    };
  }

  /// {@return its number in ONNX}
  public int number() {
    return number;
  }

  @Override
  public String toString() {
    return text;
  }
}
