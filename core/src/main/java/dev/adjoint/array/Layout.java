package dev.adjoint.array;

import java.util.Arrays;
import java.util.Optional;

/// Where the elements of a tensor lie in a buffer: element (i₀, i₁, …) is at `offset + Σ iₖ ·
/// strideₖ`. A stride of 0 repeats, a negative one runs backwards.
///
/// Views are functions from layout to layout; none of them moves a number.
public final class Layout {
  private final Shape shape;
  private final int[] strides;
  private final int offset;

  private Layout(Shape shape, int[] strides, int offset) {
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
  }

  /// {@return the layout with these strides}
  ///
  /// @param shape the sizes
  /// @param offset the place of the first element
  /// @param strides the distance between neighbours along each axis, one for each axis
  public static Layout of(Shape shape, int offset, int... strides) {
    return new Layout(shape, strides.clone(), offset);
  }

  /// {@return the row-major layout, starting at 0}
  ///
  /// @param shape the sizes
  public static Layout contiguous(Shape shape) {
    return new Layout(shape, shape.strides(), 0);
  }

  /// {@return the sizes of the axes}
  public Shape shape() {
    return shape;
  }

  /// {@return the place of the first element}
  public int offset() {
    return offset;
  }

  /// {@return the distance between neighbours along an axis}
  ///
  /// @param axis the axis, counted from the front
  public int stride(int axis) {
    return strides[axis];
  }

  /// {@return a copy of all strides}
  public int[] strides() {
    return strides.clone();
  }

  /// {@return whether the elements lie in row-major order without gaps, from any offset; true if
  /// there are none}
  public boolean isContiguous() {
    if (shape.count() == 0) {
      return true;
    }
    int[] dense = shape.strides();
    for (int axis = 0; axis < strides.length; axis++) {
      if (strides[axis] != dense[axis] && shape.size(axis) > 1) {
        return false;
      }
    }
    return true;
  }

  /// {@return the same elements under another shape with as many elements, if strides can say it}
  ///
  /// @param to the new shape
  public Optional<Layout> reshape(Shape to) {
    if (isContiguous()) {
      return Optional.of(new Layout(to, to.strides(), offset));
    }
    return regroup(to);
  }

  /// Matches the axes of both shapes in groups of equal products, from the back; within a group the
  /// old axes must be evenly spaced.
  private Optional<Layout> regroup(Shape to) {
    int[] result = new int[to.rank()];
    int old = shape.rank() - 1;
    int axis = to.rank() - 1;
    while (axis >= 0) {
      long wanted = to.size(axis);
      int first = axis;
      while (old >= 0 && shape.size(old) == 1) {
        old--;
      }
      long have = old >= 0 ? shape.size(old) : 1;
      int stride = old >= 0 ? strides[old] : 0;
      int next = old - 1;
      while (have != wanted) {
        if (have < wanted) {
          if (next < 0 || shape.size(next) > 1 && strides[next] != stride * have) {
            return Optional.empty();
          }
          have *= shape.size(next--);
        } else {
          if (--first < 0) {
            return Optional.empty();
          }
          wanted *= to.size(first);
        }
      }
      long step = stride;
      for (int k = axis; k >= first; k--) {
        result[k] = (int) step;
        step *= to.size(k);
      }
      axis = first - 1;
      old = next;
    }
    return Optional.of(new Layout(to, result, offset));
  }

  /// {@return the place of the element with this row-major number}
  ///
  /// @param index the number of the element, 0 ≤ index < count
  public int place(int index) {
    int place = offset;
    int rest = index;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      int size = shape.size(axis);
      place += rest % size * strides[axis];
      rest /= size;
    }
    return place;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Layout that
        && shape.equals(that.shape)
        && offset == that.offset
        && Arrays.equals(strides, that.strides);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * shape.hashCode() + offset) + Arrays.hashCode(strides);
  }

  @Override
  public String toString() {
    return shape + "@" + offset + Arrays.toString(strides).replace(" ", "");
  }
}
