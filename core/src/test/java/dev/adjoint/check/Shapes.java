package dev.adjoint.check;

import dev.adjoint.array.Shape;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/// Arbitrary shapes for properties, small enough that a thousand tries take no time. They shrink to
/// fewer and smaller axes.
public final class Shapes {
  /// The largest size of an axis.
  public static final int LARGEST = 4;

  private static final int HIGHEST_RANK = 4;

  private Shapes() {}

  /// Two shapes that broadcast.
  ///
  /// @param left one shape
  /// @param right the other
  public record Pair(Shape left, Shape right) {
    /// {@return the common shape}
    public Shape common() {
      return left.broadcast(right);
    }
  }

  /// {@return shapes of rank 0 to 4 with sizes 1 to 4; many have an axis of size 1}
  public static Arbitrary<Shape> any() {
    return ofRank(0, HIGHEST_RANK);
  }

  /// {@return shapes with sizes 1 to 4 and a rank in a range}
  ///
  /// @param least the lowest rank
  /// @param most the highest rank
  public static Arbitrary<Shape> ofRank(int least, int most) {
    return sizes(1).list().ofMinSize(least).ofMaxSize(most).map(Shapes::of);
  }

  /// {@return shapes of rank 1 to 4, most of which have an axis of size 0 and so no element}
  public static Arbitrary<Shape> withEmpty() {
    return sizes(0).list().ofMinSize(1).ofMaxSize(HIGHEST_RANK).map(Shapes::of);
  }

  /// {@return pairs of shapes that broadcast: of each axis of a common shape, either side may have
  /// size 1 or, at the front, nothing}
  public static Arbitrary<Pair> broadcasting() {
    return any().flatMap(common -> Combinators.combine(part(common), part(common)).as(Pair::new));
  }

  /// {@return shapes that broadcast to a given one}
  ///
  /// @param common the shape to broadcast to
  public static Arbitrary<Shape> part(Shape common) {
    Arbitrary<List<Boolean>> ones = Arbitraries.of(true, false, false).list().ofSize(common.rank());
    Arbitrary<Integer> dropped = Arbitraries.integers().between(0, common.rank());
    return Combinators.combine(ones, Arbitraries.oneOf(Arbitraries.just(0), dropped))
        .as((one, from) -> part(common, one, from));
  }

  private static Shape part(Shape common, List<Boolean> one, int from) {
    return Shape.of(
        IntStream.range(from, common.rank())
            .map(axis -> one.get(axis) ? 1 : common.size(axis))
            .toArray());
  }

  private static Arbitrary<Integer> sizes(int least) {
    return Arbitraries.integers()
        .between(least, LARGEST)
        .withDistribution(RandomDistribution.uniform());
  }

  private static Shape of(List<Integer> sizes) {
    return Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }
}
