package dev.adjoint.draw;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// The x of each vertex: as near as it can be to its neighbours above and below, in the given order
/// and without touching. Row by row, down and up in turn, the weighted squares of the links' widths
/// are made as small as the order allows: an isotonic regression, solved exactly by pooling
/// adjacent violators. Links between bends weigh most, so that long arrows run straight.
///
/// Source: Barlow, Bartholomew, Bremner, Brunk, *Statistical Inference under Order Restrictions*
/// (1972), §1.2 (the pooling); Gansner, Koutsofios, North, Vo, *A technique for drawing directed
/// graphs*, IEEE TSE 19 (1993), §4 (the weights 1, 2, 8).
final class Columns {
  private static final int SWEEPS = 120;
  private static final double GAP = 26;
  private static final double BEND_GAP = 14;
  private static final double PART_GAP = 40;

  /// Arrows between the parts must not pull the columns of each part out of line.
  private static final double BETWEEN_PARTS = 0.06;

  private final Layers layers;
  private final IntToDoubleFunction width;
  private final double[] x;

  private Columns(Layers layers, IntToDoubleFunction width) {
    this.layers = layers;
    this.width = width;
    this.x = new double[layers.vertices().size()];
  }

  static double[] of(Layers layers, IntToDoubleFunction width) {
    var columns = new Columns(layers, width);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int k = 0; k < layers.rows().length; k++) {
        columns.place(layers.rows()[sweep % 2 == 0 ? k : layers.rows().length - 1 - k]);
      }
    }
    return columns.fromZero();
  }

  private void place(int[] row) {
    double[] offset = new double[row.length];
    for (int k = 1; k < row.length; k++) {
      offset[k] = offset[k - 1] + distance(row[k - 1], row[k]);
    }
    double[] weight = Arrays.stream(row).mapToDouble(this::weight).toArray();
    double[] wish =
        IntStream.range(0, row.length).mapToDouble(k -> wish(row[k]) - offset[k]).toArray();
    double[] fitted = isotonic(wish, weight);
    for (int k = 0; k < row.length; k++) {
      x[row[k]] = fitted[k] + offset[k];
    }
  }

  private double distance(int left, int right) {
    Layers.Vertex a = layers.vertices().get(left);
    Layers.Vertex b = layers.vertices().get(right);
    double gap = a.isBend() || b.isBend() ? BEND_GAP : GAP;
    return (width.applyAsDouble(left) + width.applyAsDouble(right)) / 2
        + (a.part() == b.part() ? gap : PART_GAP);
  }

  private DoubleStream weights(int vertex, List<Integer> neighbours) {
    return neighbours.stream().mapToDouble(n -> weight(vertex, n));
  }

  private double weight(int a, int b) {
    Layers.Vertex v = layers.vertices().get(a);
    Layers.Vertex w = layers.vertices().get(b);
    int bends = (v.isBend() ? 1 : 0) + (w.isBend() ? 1 : 0);
    double straight = bends == 2 ? 8 : 1 + bends;
    return v.part() == w.part() ? straight : straight * BETWEEN_PARTS;
  }

  private double weight(int vertex) {
    double sum =
        weights(vertex, layers.upper(vertex)).sum() + weights(vertex, layers.lower(vertex)).sum();
    return sum == 0 ? 1e-3 : sum;
  }

  private double wish(int vertex) {
    double sum = 0;
    double weights = 0;
    for (List<Integer> side : List.of(layers.upper(vertex), layers.lower(vertex))) {
      for (int n : side) {
        sum += weight(vertex, n) * x[n];
        weights += weight(vertex, n);
      }
    }
    return weights == 0 ? x[vertex] : sum / weights;
  }

  /// The ascending numbers nearest to the wishes: whenever a block would come before the one left
  /// of it, both become one at their mean.
  private static double[] isotonic(double[] wish, double[] weight) {
    double[] mean = new double[wish.length];
    double[] mass = new double[wish.length];
    int[] size = new int[wish.length];
    int blocks = 0;
    for (int k = 0; k < wish.length; k++) {
      mean[blocks] = wish[k];
      mass[blocks] = weight[k];
      size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
        blocks--;
        double both = mass[blocks - 1] + mass[blocks];
        mean[blocks - 1] =
            (mean[blocks - 1] * mass[blocks - 1] + mean[blocks] * mass[blocks]) / both;
        mass[blocks - 1] = both;
        size[blocks - 1] += size[blocks];
      }
    }
    double[] fitted = new double[wish.length];
    int at = 0;
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(fitted, at, at + size[block], mean[block]);
      at += size[block];
    }
    return fitted;
  }

  private double[] fromZero() {
    double left =
        IntStream.range(0, x.length)
            .mapToDouble(v -> x[v] - width.applyAsDouble(v) / 2)
            .min()
            .orElse(0);
    return Arrays.stream(x).map(at -> at - left).toArray();
  }
}
