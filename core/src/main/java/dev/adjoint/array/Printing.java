package dev.adjoint.array;

import java.util.StringJoiner;

/// How an array prints: nested brackets as in NumPy, long axes cut to their first and last three.
final class Printing {
  private static final int LONG = 12;
  private static final int EDGE = 3;

  private Printing() {}

  static String print(NDArray array) {
    return print(array, 0, 0);
  }

  /// The depth of this recursion is the rank of the array, never the size of a graph.
  private static String print(NDArray array, int axis, int first) {
    if (axis == array.shape().rank()) {
      return number(array, first);
    }
    int size = array.shape().size(axis);
    int stride = array.shape().strides()[axis];
    boolean innermost = axis == array.shape().rank() - 1;
    var row = new StringJoiner(innermost ? ", " : ",\n" + " ".repeat(axis + 1), "[", "]");
    for (int i = 0; i < size; i++) {
      if (size > LONG && i == EDGE) {
        row.add("…");
        i = size - EDGE;
      }
      row.add(print(array, axis + 1, first + i * stride));
    }
    return row.toString();
  }

  private static String number(NDArray array, int element) {
    int index = array.offset() + element;
    return switch (array.storage()) {
      case float[] a -> Float.toString(a[index]);
      case double[] a -> Double.toString(a[index]);
      case int[] a -> Integer.toString(a[index]);
      default -> Boolean.toString(((boolean[]) array.storage())[index]);
    };
  }
}
