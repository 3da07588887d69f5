package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import java.util.Arrays;

/// Puts numbers in order: by merging, so that equal ones stay in the order they came in. NaN is
/// above every number; `−0 = +0`.
///
/// Source: Knuth, *The Art of Computer Programming*, vol. 3, 2nd ed. (1998), §5.2.4.
final class Ranking {
  private Ranking() {}

  /// The positions of the numbers from the least on, or from the greatest.
  static int[] of(double[] numbers, boolean descending) {
    int n = numbers.length;
    int[] order = new int[n];
    int[] merged = new int[n];
    Arrays.setAll(order, i -> i);
    for (int width = 1; width < n; width = Math.min(n, 2 * width)) {
      for (int from = 0; from < n; from += 2 * Math.min(n, width)) {
        int middle = Math.min(n, from + width);
        merge(numbers, descending, order, from, middle, Math.min(n, middle + width), merged);
      }
      int[] swap = order;
      order = merged;
      merged = swap;
    }
    return order;
  }

  private static void merge(
      double[] numbers, boolean descending, int[] from, int low, int middle, int high, int[] to) {
    int left = low;
    int right = middle;
    for (int k = low; k < high; k++) {
      boolean takeRight =
          left == middle
              || (right < high && isBefore(numbers[from[right]], numbers[from[left]], descending));
      to[k] = takeRight ? from[right++] : from[left++];
    }
  }

  private static boolean isBefore(double a, double b, boolean descending) {
    return descending ? isLess(b, a) : isLess(a, b);
  }

  private static boolean isLess(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }

  /// The numbers of a line.
  static double[] line(Buffer x, int first, int stride, int size) {
    double[] numbers = new double[size];
    Arrays.setAll(numbers, k -> x.value(first + k * stride));
    return numbers;
  }
}
