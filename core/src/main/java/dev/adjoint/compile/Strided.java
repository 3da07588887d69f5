package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import java.util.Arrays;

/// A layout walked in row-major order, with neighbouring axes merged where their strides allow it,
/// so that the innermost runs are as long as they can be.
final class Strided {
  private final int[] sizes;
  private final int[] strides;
  private final int offset;

  /// Elements before this one, and from `end` on, are zeros.
  private final int begin;

  private final int end;

  private Strided(int[] sizes, int[] strides, int offset) {
    this(sizes, strides, offset, 0, Integer.MAX_VALUE);
  }

  private Strided(int[] sizes, int[] strides, int offset, int begin, int end) {
    this.begin = begin;
    this.end = end;
    this.sizes = sizes;
    this.strides = strides;
    this.offset = offset;
  }

  static Strided of(Layout layout) {
    int rank = layout.shape().rank();
    int[] sizes = new int[rank + 1];
    int[] strides = new int[rank + 1];
    int last = 0;
    sizes[0] = 1;
    for (int axis = 0; axis < rank; axis++) {
      int size = layout.shape().size(axis);
      int stride = layout.stride(axis);
      if (size == 1) {
        continue;
      }
      if (sizes[last] == 1 || strides[last] == stride * size) {
        sizes[last] *= size;
      } else {
        sizes[++last] = size;
      }
      strides[last] = stride;
    }
    return new Strided(
        Arrays.copyOf(sizes, last + 1), Arrays.copyOf(strides, last + 1), layout.offset());
  }

  /// {@return `count` elements in order, after `before` zeros, in `size` elements in all}
  ///
  /// @param offset where the first zero would be read
  static Strided padded(int offset, int before, int count, int size) {
    return new Strided(new int[] {size}, new int[] {1}, offset, before, before + count);
  }

  /// {@return whether there are zeros around the elements}
  boolean isPadded() {
    return end < Integer.MAX_VALUE;
  }

  /// {@return the number of the first element that is no padding}
  int begin() {
    return begin;
  }

  /// {@return the number after that of the last element that is no padding}
  int end() {
    return end;
  }

  int offset() {
    return offset;
  }

  /// {@return the number of elements that follow each other with one stride}
  int run() {
    return sizes[sizes.length - 1];
  }

  /// {@return the distance between neighbours in a run}
  int stride() {
    return strides[strides.length - 1];
  }

  /// {@return where the run with a number begins}
  int place(int run) {
    int place = offset;
    int rest = run;
    for (int axis = sizes.length - 2; axis > 0; axis--) {
      place += rest % sizes[axis] * strides[axis];
      rest /= sizes[axis];
    }
    return sizes.length == 1 ? place : place + rest * strides[0];
  }

  /// {@return whether every element is the same one}
  boolean isUniform() {
    return sizes.length == 1 && (strides[0] == 0 || sizes[0] == 1);
  }

  /// {@return whether elements follow each other without gaps}
  boolean isContiguous() {
    return sizes.length == 1 && strides[0] == 1 && !isPadded();
  }

  /// {@return whether these are all elements from the first on, in order}
  boolean isAll() {
    return offset == 0 && (isContiguous() || sizes.length == 1 && sizes[0] == 1);
  }

  /// {@return whether each element in turn, from the first on, is repeated `times` times}
  boolean repeatsEach(int times) {
    int last = sizes.length - 1;
    boolean repeats = offset == 0 && sizes[last] == times && strides[last] == 0;
    return repeats && (last == 0 || last == 1 && strides[0] == 1);
  }

  /// {@return after how many elements the places repeat; 0 if they do not}
  int period() {
    if (sizes.length == 1 || strides[0] != 0) {
      return 0;
    }
    int period = 1;
    for (int axis = 1; axis < sizes.length; axis++) {
      period *= sizes[axis];
    }
    return period;
  }
}
