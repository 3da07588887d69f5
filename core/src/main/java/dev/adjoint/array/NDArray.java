package dev.adjoint.array;

import java.util.Arrays;
import java.util.Objects;

/// Numbers: an immutable, contiguous, row-major array with a [type][TensorType].
///
/// An `NDArray` computes nothing; formulas are written with `dev.adjoint.graph.Tensor`, and their
/// values come back as arrays. Equality is by type and by every element (see the package page).
public final class NDArray {
  private final TensorType type;
  private final Object storage;
  private final int offset;

  private NDArray(TensorType type, Object storage, int offset) {
    this.type = type;
    this.storage = storage;
    this.offset = offset;
  }

  /// {@return a vector, `f64[n]`}
  ///
  /// @param values the elements
  public static NDArray of(double... values) {
    return new NDArray(TensorType.f64(values.length), values.clone(), 0);
  }

  /// {@return a vector, `f32[n]`}
  ///
  /// @param values the elements
  public static NDArray of(float... values) {
    return new NDArray(TensorType.f32(values.length), values.clone(), 0);
  }

  /// {@return a vector, `i32[n]`}
  ///
  /// @param values the elements
  public static NDArray of(int... values) {
    return new NDArray(TensorType.i32(values.length), values.clone(), 0);
  }

  /// {@return a vector, `bool[n]`}
  ///
  /// @param values the elements
  public static NDArray of(boolean... values) {
    return new NDArray(TensorType.bool(values.length), values.clone(), 0);
  }

  /// {@return a matrix, `f64[m,n]`}
  ///
  /// @param rows the rows, all of one length
  /// @throws IllegalArgumentException if the rows differ in length
  public static NDArray of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != columns) {
        throw new IllegalArgumentException(
            "rows of a matrix differ in length: row 0 has %d elements, row %d has %d"
                .formatted(columns, row, rows[row].length));
      }
    }
    double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    return new NDArray(TensorType.f64(rows.length, columns), flat, 0);
  }

  /// {@return a scalar, `f64[]`}
  ///
  /// @param value the number
  public static NDArray scalar(double value) {
    return full(TensorType.f64(), value);
  }

  /// {@return an array whose elements are all one number}
  ///
  /// @param type the type of the array
  /// @param value the number, rounded to the dtype
  public static NDArray full(TensorType type, double value) {
    Object storage = type.dtype().allocate(type.count());
    if (value != 0 || 1 / value < 0) {
      Storage.fill(type.dtype(), storage, value);
    }
    return new NDArray(type, storage, 0);
  }

  /// Takes over a Java array without a copy: the caller must not write to it any more.
  ///
  /// @param type the type; its dtype must be the array's, its count the array's length
  /// @param storage a `float[]`, `double[]`, `int[]` or `boolean[]`
  /// @return the array
  /// @throws IllegalArgumentException if the Java array is not what the type says
  public static NDArray wrap(TensorType type, Object storage) {
    int length = Storage.length(type, storage);
    if (length != type.count()) {
      throw new IllegalArgumentException(
          "type %s has %d elements, but %d were given".formatted(type, type.count(), length));
    }
    return new NDArray(type, storage, 0);
  }

  /// Takes over elements of a Java array that follow each other, without a copy: the caller must
  /// not write to them any more.
  ///
  /// @param type the type; its dtype must be the array's
  /// @param storage a `float[]`, `double[]`, `int[]` or `boolean[]`
  /// @param offset the place of the first element
  /// @return the array
  /// @throws IllegalArgumentException if the Java array is not of the type's dtype
  /// @throws IndexOutOfBoundsException if the elements are not within it
  public static NDArray wrap(TensorType type, Object storage, int offset) {
    Objects.checkFromIndexSize(offset, type.count(), Storage.length(type, storage));
    return new NDArray(type, storage, offset);
  }

  /// {@return the rows from one up to another, that is of the first axis, in the same memory}
  ///
  /// @param from the first row
  /// @param to the row after the last
  /// @throws IllegalArgumentException if this is a scalar
  /// @throws IndexOutOfBoundsException if there are no such rows
  public NDArray rows(int from, int to) {
    if (type.rank() == 0) {
      throw new IllegalArgumentException("rows of %s: a scalar has none".formatted(type));
    }
    Objects.checkFromToIndex(from, to, shape().size(0));
    int[] sizes = shape().toArray();
    sizes[0] = to - from;
    TensorType part = type.withShape(Shape.of(sizes));
    int row = to == from ? 0 : part.count() / (to - from);
    return new NDArray(part, storage, offset + from * row);
  }

  /// {@return the dtype and shape}
  public TensorType type() {
    return type;
  }

  /// {@return the type of the elements}
  public DType dtype() {
    return type.dtype();
  }

  /// {@return the sizes of the axes}
  public Shape shape() {
    return type.shape();
  }

  /// {@return the number of elements}
  public int count() {
    return type.count();
  }

  /// {@return the same elements in row-major order under another shape}
  ///
  /// @param sizes the new sizes
  /// @throws IllegalArgumentException if the number of elements would change
  public NDArray reshape(int... sizes) {
    Shape shape = Shape.of(sizes);
    if (shape.count() != count()) {
      throw new IllegalArgumentException(
          "reshape of %s to %s: %d elements do not make %d"
              .formatted(type, shape, count(), shape.count()));
    }
    return new NDArray(type.withShape(shape), storage, offset);
  }

  /// {@return the same numbers rounded to another dtype, as a Java cast does}
  ///
  /// @param dtype the dtype to have
  public NDArray cast(DType dtype) {
    if (dtype == dtype()) {
      return this;
    }
    Object result = dtype.allocate(count());
    for (int i = 0; i < count(); i++) {
      dtype.store(result, i, value(i));
    }
    return new NDArray(type.withDType(dtype), result, 0);
  }

  /// {@return the element with this row-major number}
  ///
  /// @param index the number of the element
  public double value(int index) {
    return type.dtype().load(storage, offset + Objects.checkIndex(index, count()));
  }

  /// {@return one element}
  ///
  /// @param index the position along each axis
  /// @throws IllegalArgumentException if there are not as many positions as axes
  /// @throws IndexOutOfBoundsException if a position is not within its axis
  public double at(int... index) {
    if (index.length != type.rank()) {
      throw new IllegalArgumentException(
          "%d positions were given for %s of rank %d".formatted(index.length, type, type.rank()));
    }
    int flat = 0;
    for (int axis = 0; axis < index.length; axis++) {
      flat = flat * shape().size(axis) + Objects.checkIndex(index[axis], shape().size(axis));
    }
    return value(flat);
  }

  /// {@return the only element}
  ///
  /// @throws IllegalArgumentException if there is not exactly one
  public double item() {
    if (count() != 1) {
      throw new IllegalArgumentException(
          "item() wants one element, but %s has %d; use at(…) or toDoubleArray()"
              .formatted(type, count()));
    }
    return value(0);
  }

  /// {@return a copy of all elements in row-major order, as doubles}
  public double[] toDoubleArray() {
    if (storage instanceof double[]) {
      return (double[]) copy();
    }
    double[] result = new double[count()];
    Arrays.setAll(result, this::value);
    return result;
  }

  /// {@return a copy of all elements in row-major order, rounded to floats}
  public float[] toFloatArray() {
    float[] result = new float[count()];
    copyTo(result, 0);
    return result;
  }

  /// {@return a copy of all elements in row-major order, cast to ints}
  public int[] toIntArray() {
    return (int[]) cast(DType.INT32).copy();
  }

  /// {@return a copy of all elements in row-major order; true where not zero}
  public boolean[] toBooleanArray() {
    return (boolean[]) cast(DType.BOOL).copy();
  }

  private Object copy() {
    return Storage.copy(storage, offset, offset + count());
  }

  /// Writes all elements in row-major order, rounded to floats, to an array of the caller's.
  ///
  /// @param target where they go
  /// @param from the place of the first one
  /// @throws IndexOutOfBoundsException if there is no room for all of them
  public void copyTo(float[] target, int from) {
    Objects.checkFromIndexSize(from, count(), target.length);
    if (storage instanceof float[] floats) {
      System.arraycopy(floats, offset, target, from, count());
      return;
    }
    for (int i = 0; i < count(); i++) {
      target[from + i] = (float) value(i);
    }
  }

  /// {@return the backing array itself, for reading only; see the package page. The elements are
  /// [#count] of it from [#offset] on}
  public Object storage() {
    return storage;
  }

  /// {@return the place of the first element in the backing array}
  public int offset() {
    return offset;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof NDArray that
            && type.equals(that.type)
            && Storage.equal(storage, offset, that.storage, that.offset, count());
  }

  /// Of some elements from the first to the last: masks and one-hot rows begin alike.
  @Override
  public int hashCode() {
    int hash = type.hashCode();
    int samples = Math.min(count(), 16);
    for (long k = 0; k < samples; k++) {
      int place = (int) (k * (count() - 1) / Math.max(1, samples - 1));
      hash = 31 * hash + Double.hashCode(value(place));
    }
    return hash;
  }

  /// {@return the numbers, row by row in brackets; long axes are cut to their ends}
  @Override
  public String toString() {
    return Printing.print(this);
  }
}
