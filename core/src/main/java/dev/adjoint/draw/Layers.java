package dev.adjoint.draw;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The order from left to right in each row. An arrow over several rows passes through a bend in
/// each row between, so every link joins neighbouring rows; rows are then sorted by the barycentres
/// of their neighbours, downwards and upwards in turn, and the order with the fewest crossings is
/// kept.
///
/// Source: Sugiyama, Tagawa, Toda, *Methods for visual understanding of hierarchical system
/// structures*, IEEE Trans. SMC 11 (1981).
final class Layers {
  private static final int SWEEPS = 24;
  private static final int SWAPS = 10;

  /// A box or a bend in a row; a bend has no box (−1).
  ///
  /// @param box the number of the box
  /// @param rank the row
  /// @param part 0 for the function, 2 for the gradient, 1 for an arrow between them: parts stand
  ///   side by side
  record Vertex(int box, int rank, int part) {
    boolean isBend() {
      return box < 0;
    }
  }

  /// An arrow's way: the vertices it passes, from its tail to its head.
  record Way(Picture.Arrow arrow, List<Integer> vertices) {}

  private final List<Vertex> vertices = new ArrayList<>();
  private final List<Way> ways = new ArrayList<>();
  private final List<List<Integer>> upper = new ArrayList<>();
  private final List<List<Integer>> lower = new ArrayList<>();
  private final int[][] rows;
  private final int[] position;

  private Layers(Picture picture, int[] ranks) {
    for (int i = 0; i < ranks.length; i++) {
      add(new Vertex(i, ranks[i], picture.boxes().get(i).gradient() ? 2 : 0));
    }
    for (Picture.Arrow arrow : picture.arrows()) {
      ways.add(new Way(arrow, route(arrow)));
    }
    position = new int[vertices.size()];
    rows = new int[Arrays.stream(ranks).max().orElse(-1) + 1][];
    Arrays.setAll(
        rows,
        r ->
            IntStream.range(0, vertices.size()).filter(v -> vertices.get(v).rank() == r).toArray());
    for (int[] row : rows) {
      sort(row, v -> 0);
    }
  }

  static Layers of(Picture picture, int[] ranks) {
    var layers = new Layers(picture, ranks);
    layers.reduceCrossings();
    return layers;
  }

  private int add(Vertex vertex) {
    vertices.add(vertex);
    upper.add(new ArrayList<>());
    lower.add(new ArrayList<>());
    return vertices.size() - 1;
  }

  private List<Integer> route(Picture.Arrow arrow) {
    Vertex from = vertices.get(arrow.from());
    Vertex to = vertices.get(arrow.to());
    var way = new ArrayList<Integer>();
    way.add(arrow.from());
    int step = Integer.signum(to.rank() - from.rank());
    for (int rank = from.rank() + step; rank != to.rank() && step != 0; rank += step) {
      way.add(add(new Vertex(-1, rank, (from.part() + to.part()) / 2)));
    }
    way.add(arrow.to());
    for (int k = 1; k < way.size() && step != 0; k++) {
      int a = way.get(k - 1);
      int b = way.get(k);
      lower.get(step > 0 ? a : b).add(step > 0 ? b : a);
      upper.get(step > 0 ? b : a).add(step > 0 ? a : b);
    }
    return List.copyOf(way);
  }

  private void sort(int[] row, IntToDoubleFunction key) {
    int[] sorted =
        Arrays.stream(row)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer v) -> vertices.get(v).part())
                    .thenComparingDouble(key::applyAsDouble))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(sorted, 0, row, 0, row.length);
    for (int k = 0; k < row.length; k++) {
      position[row[k]] = k;
    }
  }

  private void reduceCrossings() {
    int[][] best = copy(rows);
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int k = 0; k < rows.length; k++) {
        int[] row = rows[down ? k : rows.length - 1 - k];
        sort(row, v -> barycentre(v, down ? upper.get(v) : lower.get(v)));
      }
      for (int k = 0; k < SWAPS && swapNeighbours(); k++) {}
      long now = crossings();
      if (now < fewest) {
        fewest = now;
        best = copy(rows);
      }
    }
    System.arraycopy(best, 0, rows, 0, rows.length);
  }

  /// Swaps neighbours in a row wherever their arrows then cross less; says whether any did.
  private boolean swapNeighbours() {
    boolean better = false;
    for (int[] row : rows) {
      for (int k = 1; k < row.length; k++) {
        int left = row[k - 1];
        int right = row[k];
        if (vertices.get(left).part() == vertices.get(right).part()
            && crossings(left, right) > crossings(right, left)) {
          row[k - 1] = right;
          row[k] = left;
          position[right] = k - 1;
          position[left] = k;
          better = true;
        }
      }
    }
    return better;
  }

  /// How often the links of two vertices of a row cross, if the one stands left of the other.
  private long crossings(int left, int right) {
    return crossings(upper.get(left), upper.get(right))
        + crossings(lower.get(left), lower.get(right));
  }

  private long crossings(List<Integer> ofLeft, List<Integer> ofRight) {
    return ofLeft.stream()
        .mapToLong(a -> ofRight.stream().filter(b -> position[b] < position[a]).count())
        .sum();
  }

  private static int[][] copy(int[][] rows) {
    return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
  }

  private double barycentre(int vertex, List<Integer> neighbours) {
    return neighbours.stream().mapToInt(n -> position[n]).average().orElse(position[vertex]);
  }

  private long crossings() {
    return Arrays.stream(rows).mapToLong(this::crossingsBelow).sum();
  }

  /// Inversions among the lower ends, taken in the order of the upper ends, by a Fenwick tree.
  private long crossingsBelow(int[] row) {
    int[] ends =
        Arrays.stream(row)
            .flatMap(v -> lower.get(v).stream().mapToInt(n -> position[n]).sorted())
            .toArray();
    int[] tree = new int[Arrays.stream(ends).max().orElse(0) + 2];
    long crossings = 0;
    for (int k = 0; k < ends.length; k++) {
      int notAfter = 0;
      for (int i = ends[k] + 1; i > 0; i -= i & -i) {
        notAfter += tree[i];
      }
      crossings += k - notAfter;
      for (int i = ends[k] + 1; i < tree.length; i += i & -i) {
        tree[i]++;
      }
    }
    return crossings;
  }

  List<Vertex> vertices() {
    return vertices;
  }

  List<Way> ways() {
    return ways;
  }

  int[][] rows() {
    return rows;
  }

  List<Integer> upper(int vertex) {
    return upper.get(vertex);
  }

  List<Integer> lower(int vertex) {
    return lower.get(vertex);
  }
}
