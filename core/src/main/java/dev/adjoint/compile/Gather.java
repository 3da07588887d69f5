package dev.adjoint.compile;

import java.util.Arrays;

/// Copies elements that lie apart into a tile.
final class Gather {
  private Gather() {}

  /// Fills `tile[0 … n)` with the elements from number `start` on.
  static void fill(Strided from, Object source, int base, int start, Object tile, int n) {
    if (from.isPadded()) {
      pad(from, source, base, start, tile, n);
      return;
    }
    int run = from.run();
    int number = start / run;
    int within = start - number * run;
    int done = 0;
    while (done < n) {
      int count = Math.min(run - within, n - done);
      int first = base + from.place(number) + within * from.stride();
      copy(source, first, from.stride(), tile, done, count);
      done += count;
      number++;
      within = 0;
    }
  }

  private static void pad(Strided from, Object source, int base, int start, Object tile, int n) {
    int first = Math.clamp(from.begin() - start, 0, n);
    int end = Math.clamp(from.end() - start, first, n);
    clear(tile, 0, first);
    if (first < end) {
      System.arraycopy(source, base + from.offset() + start + first, tile, first, end - first);
    }
    clear(tile, end, n);
  }

  static void clear(Object tile, int from, int to) {
    switch (tile) {
      case float[] a -> Arrays.fill(a, from, to, 0);
      case double[] a -> Arrays.fill(a, from, to, 0);
      case int[] a -> Arrays.fill(a, from, to, 0);
      default -> Arrays.fill((boolean[]) tile, from, to, false);
    }
  }

  private static void copy(Object source, int first, int stride, Object tile, int to, int count) {
    if (stride == 1) {
      System.arraycopy(source, first, tile, to, count);
      return;
    }
    switch (source) {
      case float[] a -> floats(a, first, stride, (float[]) tile, to, count);
      case double[] a -> doubles(a, first, stride, (double[]) tile, to, count);
      case int[] a -> ints(a, first, stride, (int[]) tile, to, count);
      default -> booleans((boolean[]) source, first, stride, (boolean[]) tile, to, count);
    }
  }

  private static void floats(float[] a, int first, int stride, float[] tile, int to, int count) {
    if (stride == 0) {
      Arrays.fill(tile, to, to + count, a[first]);
      return;
    }
    for (int i = 0; i < count; i++) {
      tile[to + i] = a[first + i * stride];
    }
  }

  private static void doubles(double[] a, int first, int stride, double[] tile, int to, int count) {
    if (stride == 0) {
      Arrays.fill(tile, to, to + count, a[first]);
      return;
    }
    for (int i = 0; i < count; i++) {
      tile[to + i] = a[first + i * stride];
    }
  }

  private static void ints(int[] a, int first, int stride, int[] tile, int to, int count) {
    for (int i = 0; i < count; i++) {
      tile[to + i] = a[first + i * stride];
    }
  }

  private static void booleans(boolean[] a, int first, int stride, boolean[] tile, int to, int n) {
    for (int i = 0; i < n; i++) {
      tile[to + i] = a[first + i * stride];
    }
  }
}
