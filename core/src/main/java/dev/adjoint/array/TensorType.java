package dev.adjoint.array;

/// What is known of a tensor before any number is: its element type and its shape. Prints as
/// `f32[2,3]`, a scalar as `f64[]`.
///
/// @param dtype the type of the elements
/// @param shape the sizes of the axes
public record TensorType(DType dtype, Shape shape) {
  /// {@return the type with this element type and these sizes}
  ///
  /// @param dtype the type of the elements
  /// @param sizes the size of each axis
  public static TensorType of(DType dtype, int... sizes) {
    return new TensorType(dtype, Shape.of(sizes));
  }

  /// {@return the type `f32[sizes]`}
  ///
  /// @param sizes the size of each axis
  public static TensorType f32(int... sizes) {
    return of(DType.FLOAT32, sizes);
  }

  /// {@return the type `f64[sizes]`}
  ///
  /// @param sizes the size of each axis
  public static TensorType f64(int... sizes) {
    return of(DType.FLOAT64, sizes);
  }

  /// {@return the type `i32[sizes]`}
  ///
  /// @param sizes the size of each axis
  public static TensorType i32(int... sizes) {
    return of(DType.INT32, sizes);
  }

  /// {@return the type `bool[sizes]`}
  ///
  /// @param sizes the size of each axis
  public static TensorType bool(int... sizes) {
    return of(DType.BOOL, sizes);
  }

  /// {@return whether tensors of this type have gradients: f32 or f64}
  public boolean isFloating() {
    return dtype.isFloating();
  }

  /// {@return this type with another shape}
  ///
  /// @param shape the new shape
  public TensorType withShape(Shape shape) {
    return new TensorType(dtype, shape);
  }

  /// {@return this type with another element type}
  ///
  /// @param dtype the new element type
  public TensorType withDType(DType dtype) {
    return dtype == this.dtype ? this : new TensorType(dtype, shape);
  }

  /// {@return the number of axes}
  public int rank() {
    return shape.rank();
  }

  /// {@return the number of elements}
  public int count() {
    return shape.count();
  }

  /// {@return the bytes that all elements take}
  public long bytes() {
    return (long) dtype.bytes() * count();
  }

  /// Spelled out, as it is asked for at every node: what a record makes of itself takes
  /// milliseconds at its first call.
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof TensorType that && dtype == that.dtype && shape.equals(that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * dtype.hashCode() + shape.hashCode();
  }

  @Override
  public String toString() {
    return dtype + shape.toString();
  }
}
