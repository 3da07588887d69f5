package dev.adjoint.draw;

import dev.adjoint.draw.Picture.Arrow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The rank of each box: the number of the row it stands in, from the top.
///
/// The function flows down and its gradient flows up beside it, as on a blackboard, so the arrows
/// from a value to the gradient that uses it stay short. Within each part an arrow spans at least
/// one rank; between the parts it may go up, down or sideways. Ranks begin as longest paths, the
/// function's stretched to the length of the gradient's, and then each box moves to the median of
/// its neighbours' wishes, as far as its own part lets it.
final class Ranks {
  private static final int SWEEPS = 60;

  private final Picture picture;
  private final int[] rank;

  /// For each box, the boxes of its part that must stand above it, below it, and its neighbours in
  /// the other part.
  private final List<List<Integer>> above = new ArrayList<>();

  private final List<List<Integer>> below = new ArrayList<>();
  private final List<List<Integer>> beside = new ArrayList<>();

  /// Boxes of which nothing else is made than one other: weights, constants, and what is made of
  /// those alone. They pull at nothing and are put next to their use at the end.
  private final boolean[] dangling;

  private Ranks(Picture picture) {
    this.picture = picture;
    this.rank = new int[picture.boxes().size()];
    this.dangling = new boolean[rank.length];
    for (int i = 0; i < rank.length; i++) {
      above.add(new ArrayList<>());
      below.add(new ArrayList<>());
      beside.add(new ArrayList<>());
    }
    picture.arrows().forEach(this::connect);
  }

  static int[] of(Picture picture) {
    var ranks = new Ranks(picture);
    ranks.spread();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      ranks.relax(sweep % 2 == 0);
    }
    ranks.attach();
    return ranks.compact();
  }

  private boolean isGradient(int box) {
    return picture.boxes().get(box).gradient();
  }

  private void connect(Arrow arrow) {
    if (isGradient(arrow.from()) != isGradient(arrow.to())) {
      beside.get(arrow.from()).add(arrow.to());
      beside.get(arrow.to()).add(arrow.from());
      return;
    }
    int upper = isGradient(arrow.to()) ? arrow.to() : arrow.from();
    int lower = upper == arrow.to() ? arrow.from() : arrow.to();
    below.get(upper).add(lower);
    above.get(lower).add(upper);
  }

  /// Boxes come after those they have arrows from.
  private void spread() {
    int[] depth = new int[rank.length];
    for (int i = 0; i < rank.length; i++) {
      List<Integer> before = isGradient(i) ? below.get(i) : above.get(i);
      depth[i] = before.stream().mapToInt(k -> depth[k] + 1).max().orElse(0);
      dangling[i] =
          uses(i).size() == 1
              && beside.get(i).isEmpty()
              && before.stream().allMatch(k -> dangling[k]);
    }
    int forward = deepest(depth, false);
    int gradient = deepest(depth, true);
    double stretch = Math.max(1, (double) gradient / Math.max(1, forward));
    int bottom = Math.max(forward, gradient);
    Arrays.setAll(rank, i -> isGradient(i) ? bottom - depth[i] : (int) (stretch * depth[i]));
  }

  private List<Integer> uses(int box) {
    return isGradient(box) ? above.get(box) : below.get(box);
  }

  private int deepest(int[] depth, boolean gradient) {
    return IntStream.range(0, depth.length)
        .filter(i -> isGradient(i) == gradient)
        .map(i -> depth[i])
        .max()
        .orElse(0);
  }

  private void relax(boolean down) {
    for (int k = 0; k < rank.length; k++) {
      int i = down ? k : rank.length - 1 - k;
      if (!dangling[i]) {
        int highest = ranks(above.get(i)).max().orElse(Integer.MIN_VALUE) + 1;
        int lowest = ranks(below.get(i)).min().orElse(Integer.MAX_VALUE) - 1;
        rank[i] = Math.clamp(median(i, down), highest, lowest);
      }
    }
  }

  private IntStream ranks(List<Integer> boxes) {
    return boxes.stream().filter(n -> !dangling[n]).mapToInt(n -> rank[n]);
  }

  /// Uses come after what they use.
  private void attach() {
    for (int i = rank.length - 1; i >= 0; i--) {
      if (dangling[i]) {
        rank[i] = rank[uses(i).getFirst()] + (isGradient(i) ? 1 : -1);
      }
    }
  }

  /// Of two medians, the one in the direction of the sweep: so a chain follows its end.
  private int median(int box, boolean down) {
    int[] wishes =
        IntStream.concat(
                IntStream.concat(
                    ranks(above.get(box)).map(r -> r + 1), ranks(below.get(box)).map(r -> r - 1)),
                ranks(beside.get(box)))
            .sorted()
            .toArray();
    return wishes.length == 0 ? rank[box] : wishes[(wishes.length - (down ? 0 : 1)) / 2];
  }

  /// Takes empty rows out.
  private int[] compact() {
    int[] used = Arrays.stream(rank).distinct().sorted().toArray();
    return Arrays.stream(rank).map(r -> Arrays.binarySearch(used, r)).toArray();
  }
}
