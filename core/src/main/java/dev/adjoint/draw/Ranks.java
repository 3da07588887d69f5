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

  private Ranks(Picture picture) {
    this.picture = picture;
    this.rank = new int[picture.boxes().size()];
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
    }
    int forward = deepest(depth, false);
    int gradient = deepest(depth, true);
    int stretch = Math.max(1, Math.ceilDiv(gradient, Math.max(1, forward)));
    int bottom = Math.max(stretch * forward, gradient);
    Arrays.setAll(rank, i -> isGradient(i) ? bottom - depth[i] : stretch * depth[i]);
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
      int highest = above.get(i).stream().mapToInt(n -> rank[n] + 1).max().orElse(Integer.MIN_VALUE);
      int lowest = below.get(i).stream().mapToInt(n -> rank[n] - 1).min().orElse(Integer.MAX_VALUE);
      rank[i] = Math.clamp(median(i), highest, lowest);
    }
  }

  private int median(int box) {
    int[] wishes =
        IntStream.concat(
                IntStream.concat(
                    above.get(box).stream().mapToInt(n -> rank[n] + 1),
                    below.get(box).stream().mapToInt(n -> rank[n] - 1)),
                beside.get(box).stream().mapToInt(n -> rank[n]))
            .sorted()
            .toArray();
    return wishes.length == 0 ? rank[box] : wishes[wishes.length / 2];
  }

  /// Takes empty rows out.
  private int[] compact() {
    int[] used = Arrays.stream(rank).distinct().sorted().toArray();
    return Arrays.stream(rank).map(r -> Arrays.binarySearch(used, r)).toArray();
  }
}
