package dev.adjoint.array;

import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The sizes of a tensor's axes, outermost first. A scalar has rank 0. Prints as `[2,3]`.
///
/// Axes may be named from the back: axis −1 is the last.
public final class Shape {
  /// The shape of a scalar.
  public static final Shape SCALAR = new Shape(ImmutableIntArray.of());

  private final ImmutableIntArray sizes;
  private final int count;

  private Shape(ImmutableIntArray sizes) {
    this.sizes = sizes;
    this.count = product(sizes);
  }

  /// {@return the shape with these sizes}
  ///
  /// @param sizes the size of each axis, none negative
  /// @throws IllegalArgumentException if a size is negative or the product exceeds 2³¹ − 1
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(ImmutableIntArray.copyOf(sizes));
  }

  private static int product(ImmutableIntArray sizes) {
    long product = 1;
    for (int i = 0; i < sizes.length(); i++) {
      if (sizes.get(i) < 0) {
        throw new IllegalArgumentException(
            "shape " + print(sizes) + ": axis " + i + " has the negative size " + sizes.get(i));
      }
      product = Math.min(product * sizes.get(i), 1L << 32);
    }
    if (product > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape " + print(sizes) + " has more than 2147483647 elements, the largest Java array");
    }
    return (int) product;
  }

  /// {@return the number of axes}
  public int rank() {
    return sizes.length();
  }

  /// {@return the number of elements; 1 for a scalar}
  public int count() {
    return count;
  }

  /// {@return the size of one axis}
  ///
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if there is no such axis
  public int size(int axis) {
    return sizes.get(axis(axis));
  }

  /// {@return the same axis counted from the front}
  ///
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if there is no such axis
  public int axis(int axis) {
    if (axis < -rank() || axis >= rank()) {
      throw new IllegalArgumentException(
          "axis " + axis + " does not exist in shape " + this + " of rank " + rank());
    }
    return axis < 0 ? axis + rank() : axis;
  }

  /// Counts axes from the front, sorted; none given means all.
  ///
  /// @param axes the axes, from the back if negative
  /// @return the axes from the front in ascending order
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public List<Integer> axes(int... axes) {
    if (axes.length == 0) {
      return IntStream.range(0, rank()).boxed().toList();
    }
    var sorted = Arrays.stream(axes).map(this::axis).sorted().boxed().toList();
    if (sorted.stream().distinct().count() < sorted.size()) {
      throw new IllegalArgumentException(
          "axes " + Arrays.toString(axes) + " of shape " + this + " name one axis twice");
    }
    return sorted;
  }

  /// {@return a copy of the sizes}
  public int[] toArray() {
    return sizes.toArray();
  }

  /// {@return the distance between neighbours along each axis in row-major order}
  public int[] strides() {
    int[] strides = new int[rank()];
    int stride = 1;
    for (int axis = rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= sizes.get(axis);
    }
    return strides;
  }

  /// {@return this shape without some axes}
  ///
  /// @param axes axes counted from the front
  public Shape without(List<Integer> axes) {
    var kept = new ArrayList<Integer>();
    for (int axis = 0; axis < rank(); axis++) {
      if (!axes.contains(axis)) {
        kept.add(sizes.get(axis));
      }
    }
    return of(kept.stream().mapToInt(Integer::intValue).toArray());
  }

  /// {@return this shape with the size 1 at some axes}
  ///
  /// @param axes axes counted from the front
  public Shape withOnes(List<Integer> axes) {
    int[] result = toArray();
    axes.forEach(axis -> result[axis] = 1);
    return of(result);
  }

  /// The common shape of two operands under NumPy's rule: aligned at the last axis, sizes must be
  /// equal or one of them 1 or missing.
  ///
  /// @param that the other shape
  /// @return the common shape
  /// @throws IllegalArgumentException if some axis differs and neither size is 1
  public Shape broadcast(Shape that) {
    if (that.rank() == 0 || equals(that)) {
      return this;
    }
    int rank = Math.max(rank(), that.rank());
    int[] result = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int left = back <= rank() ? size(-back) : 1;
      int right = back <= that.rank() ? that.size(-back) : 1;
      if (left != right && left != 1 && right != 1) {
        throw new IllegalArgumentException(
            "shapes %s and %s do not broadcast: axis -%d is %d in one and %d in the other"
                .formatted(this, that, back, left, right));
      }
      result[rank - back] = left == 1 ? right : left;
    }
    return of(result);
  }

  /// {@return this shape with one more axis in front}
  ///
  /// @param size the size of the new axis
  public Shape prepend(int size) {
    int[] sizes = new int[rank() + 1];
    sizes[0] = size;
    System.arraycopy(toArray(), 0, sizes, 1, rank());
    return of(sizes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Shape that && sizes.equals(that.sizes);
  }

  @Override
  public int hashCode() {
    return sizes.hashCode();
  }

  @Override
  public String toString() {
    return print(sizes);
  }

  private static String print(ImmutableIntArray sizes) {
    return sizes.toString().replace(" ", "");
  }
}
