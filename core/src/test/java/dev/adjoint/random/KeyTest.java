package dev.adjoint.random;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class KeyTest {
  private static final TensorType MANY = TensorType.f64(100_000);
  private static final List<Function<Key, NDArray>> DRAWS =
      List.of(
          key -> key.uniform(TensorType.f32(2, 3)),
          key -> key.normal(TensorType.f64(7)),
          key -> key.ints(10, 20),
          key -> key.permutation(30));

  /// Written down once: whatever changes these bits changes every seeded result there is.
  @Test
  void theBitsNeverChange() {
    Key key = Key.of(42);
    assertThat(key.uniform(TensorType.f64(2))).isEqualTo(NDArray.of(UNIFORM));
    assertThat(key.normal(TensorType.f64(3))).isEqualTo(NDArray.of(NORMAL));
    assertThat(key.ints(100, 5)).isEqualTo(NDArray.of(INTS));
    assertThat(key.permutation(6)).isEqualTo(NDArray.of(PERMUTATION));
    assertThat(key.split(2)).containsExactly(new Key(SPLIT[0]), new Key(SPLIT[1]));
    assertThat(key.fold(7)).isEqualTo(new Key(FOLD));
  }

  private static final double[] UNIFORM = {0.4267275666499091, 0.10015824060222656};
  private static final double[] NORMAL = {
    0.8528053185792369, 0.6208957540313426, -0.51330495245617
  };
  private static final int[] INTS = {42, 10, 19, 39, 72};
  private static final int[] PERMUTATION = {4, 5, 0, 1, 3, 2};
  private static final long[] SPLIT = {0x8ef6c48d_e7eb97caL, 0xf7b3427e_74c8b74dL};
  private static final long FOLD = 0xb2475d4c_b7413d21L;

  @Property(seed = "1", tries = 100)
  void theSameKeyGivesTheSameNumbers(@ForAll long seed) {
    for (var draw : DRAWS) {
      assertThat(draw.apply(Key.of(seed))).isEqualTo(draw.apply(Key.of(seed)));
    }
  }

  @Property(seed = "1", tries = 100)
  void keysAndTheirSplitsGiveDifferentNumbers(@ForAll long seed) {
    List<Key> keys =
        Stream.of(List.of(Key.of(seed), Key.of(seed + 1), Key.of(seed).fold(0)), split(seed))
            .flatMap(List::stream)
            .toList();
    for (var draw : DRAWS) {
      assertThat(keys.stream().map(draw).distinct().count()).isEqualTo(keys.size());
    }
  }

  private static List<Key> split(long seed) {
    return Key.of(seed).split(5);
  }

  @Property(seed = "1", tries = 100)
  void splitsAndFoldsAreDistinct(@ForAll long seed) {
    Key key = Key.of(seed);
    Stream<Key> folds = IntStream.range(-100, 100).mapToObj(key::fold);
    assertThat(Stream.concat(key.split(200).stream(), folds)).doesNotHaveDuplicates();
    assertThat(key.split(200)).startsWith(key.split(3).toArray(Key[]::new));
  }

  @Property(seed = "1", tries = 100)
  void longerDrawsBeginWithShorterOnes(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    Key key = Key.of(seed);
    var longer = TensorType.f64(50);
    var shorter = TensorType.f64(count);
    assertThat(key.uniform(longer).toDoubleArray())
        .startsWith(key.uniform(shorter).toDoubleArray());
    assertThat(key.normal(longer).toDoubleArray()).startsWith(key.normal(shorter).toDoubleArray());
    assertThat(key.ints(9, 50).toIntArray()).startsWith(key.ints(9, count).toIntArray());
  }

  @Property(seed = "1", tries = 100)
  void uniformNumbersLieInTheirRange(
      @ForAll long seed,
      @ForAll @DoubleRange(min = -10, max = 10) double low,
      @ForAll @DoubleRange(min = 0.1, max = 10) double width) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      assertThat(stream(Key.of(seed).uniform(TensorType.of(dtype, 100)).toDoubleArray()))
          .allMatch(u -> u >= 0 && u < 1);
      assertThat(
              stream(Key.of(seed).uniform(TensorType.f64(100), low, low + width).toDoubleArray()))
          .allMatch(u -> u >= low && u <= low + width);
    }
  }

  @Property(seed = "1", tries = 100)
  void floatsAreTheDoublesCutOff(@ForAll long seed) {
    double[] doubles = Key.of(seed).uniform(TensorType.f64(20)).toDoubleArray();
    double[] cut = stream(doubles).map(u -> Math.floor(u * 0x1p24) * 0x1p-24).toArray();
    assertThat(Key.of(seed).uniform(TensorType.f32(20)).toDoubleArray()).isEqualTo(cut);
    assertThat(Key.of(seed).normal(TensorType.f32(20)))
        .isEqualTo(Key.of(seed).normal(TensorType.f64(20)).cast(DType.FLOAT32));
  }

  @Property(seed = "1", tries = 100)
  void aKeyIsTwoWords(@ForAll long seed) {
    assertThat(Key.of(Key.of(seed).toNDArray())).isEqualTo(Key.of(seed));
    assertThat(Key.of(0x01234567_89ABCDEFL).toNDArray())
        .isEqualTo(NDArray.of(0x01234567, 0x89ABCDEF));
  }

  /// The doubles are the same bits with 21 more.
  @Property(seed = "1", tries = 100)
  void wordsAreTheHighHalvesOfTheBits(@ForAll long seed) {
    double[] doubles = Key.of(seed).uniform(TensorType.f64(20)).toDoubleArray();
    int[] high = stream(doubles).mapToInt(u -> (int) (long) (u * 0x1p32)).toArray();
    assertThat(Key.of(seed).words(Shape.of(4, 5)).toIntArray()).isEqualTo(high);
  }

  /// Five standard errors of each moment: √(1/12 / n), and of the square √(4/45 / n).
  @Test
  void uniformNumbersHaveTheirMoments() {
    double[] u = Key.of(1).uniform(MANY).toDoubleArray();
    assertThat(moment(u, 1)).isCloseTo(1 / 2.0, within(5 * Math.sqrt(1 / 12.0 / u.length)));
    assertThat(moment(u, 2)).isCloseTo(1 / 3.0, within(5 * Math.sqrt(4 / 45.0 / u.length)));
  }

  /// The variance of xᵏ is E x²ᵏ − (E xᵏ)²: 1, 2, 15, 96.
  @Test
  void normalNumbersHaveTheirMoments() {
    double[] x = Key.of(2).normal(MANY).toDoubleArray();
    double[] moments = {0, 1, 0, 3};
    double[] variances = {1, 2, 15, 96};
    for (int k = 0; k < 4; k++) {
      assertThat(moment(x, k + 1))
          .isCloseTo(moments[k], within(5 * Math.sqrt(variances[k] / x.length)));
    }
  }

  @Test
  void normalNumbersHaveTheMeanAndDeviationAskedFor() {
    double[] unit = Key.of(3).normal(TensorType.f64(9)).toDoubleArray();
    double[] moved = stream(unit).map(x -> 3 + 0.5 * x).toArray();
    assertThat(Key.of(3).normal(TensorType.f64(9), 3, 0.5).toDoubleArray())
        .usingComparatorWithPrecision(1e-15)
        .containsExactly(moved);
  }

  /// The two numbers of one transformation, and numbers of sibling keys, are uncorrelated: within
  /// five standard errors, 5 / √n.
  @Test
  void normalNumbersAreUncorrelated() {
    double[] x = Key.of(4).normal(MANY).toDoubleArray();
    List<Key> siblings = Key.of(4).split(2);
    double[] a = siblings.get(0).normal(MANY).toDoubleArray();
    double[] b = siblings.get(1).normal(MANY).toDoubleArray();
    double bound = 5 / Math.sqrt(x.length);
    assertThat(correlation(a, b)).isCloseTo(0, within(bound));
    assertThat(correlation(x, a)).isCloseTo(0, within(bound));
    for (int lag = 1; lag <= 3; lag++) {
      double[] shifted = Arrays.copyOfRange(x, lag, x.length);
      assertThat(correlation(x, shifted)).isCloseTo(0, within(2 * bound));
    }
  }

  private static double moment(double[] x, int power) {
    return stream(x).map(v -> Math.pow(v, power)).average().orElseThrow();
  }

  private static double correlation(double[] x, double[] y) {
    return IntStream.range(0, Math.min(x.length, y.length))
        .mapToDouble(i -> x[i] * y[i])
        .average()
        .orElseThrow();
  }

  @Property(seed = "1", tries = 200)
  void aPermutationHoldsEachNumberOnce(@ForAll long seed, @ForAll @IntRange(max = 300) int count) {
    int[] order = Key.of(seed).permutation(count).toIntArray();
    assertThat(stream(order).sorted().toArray()).isEqualTo(IntStream.range(0, count).toArray());
  }

  /// χ² of 24 orders, 23 degrees of freedom: above 58 once in 10⁴ seeds.
  @Test
  void everyOrderIsEquallyLikely() {
    int draws = 24_000;
    var counts = new java.util.HashMap<NDArray, Integer>();
    for (Key key : Key.of(5).split(draws)) {
      counts.merge(key.permutation(4), 1, Integer::sum);
    }
    assertThat(counts).hasSize(24);
    assertThat(chiSquared(counts.values().stream().mapToInt(c -> c).toArray(), draws))
        .isLessThan(58);
  }

  @Property(seed = "1", tries = 200)
  void intsLieBelowTheirBound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
    assertThat(stream(Key.of(seed).ints(bound, 50).toIntArray()))
        .allMatch(i -> i >= 0 && i < bound);
  }

  /// χ² of 10 values, 9 degrees of freedom: above 34 once in 10⁴ seeds.
  @Test
  void intsAreEquallyLikely() {
    int draws = 100_000;
    int[] counts = new int[10];
    for (int value : Key.of(6).ints(10, draws).toIntArray()) {
      counts[value]++;
    }
    assertThat(chiSquared(counts, draws)).isLessThan(34);
  }

  private static double chiSquared(int[] counts, int draws) {
    double expected = (double) draws / counts.length;
    return stream(counts).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
  }

  @Test
  void emptyDrawsAreEmpty() {
    assertThat(Key.of(0).normal(TensorType.f32(0)).count()).isZero();
    assertThat(Key.of(0).permutation(0).count()).isZero();
    assertThat(Key.of(0).ints(3, 0).count()).isZero();
    assertThat(Key.of(0).split(0)).isEmpty();
  }

  @Test
  void misuseIsNamed() {
    Key key = Key.of(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.normal(TensorType.i32(3)))
        .withMessage(
            "normal of type i32[3]: wants f32 or f64; whole numbers come from ints and permutation");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.uniform(TensorType.bool()))
        .withMessageStartingWith("uniform of type bool[]: wants f32 or f64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.uniform(TensorType.f32(), 1, 1))
        .withMessage("uniform from 1.0 to 1.0: the range is empty or not finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.uniform(TensorType.f32(), 0, Double.NaN))
        .withMessage("uniform from 0.0 to NaN: the range is empty or not finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.normal(TensorType.f32(), 0, -1))
        .withMessage("normal with mean 0.0 and std -1.0: both must be finite and std not negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.ints(0, 3))
        .withMessage("ints below 0: there are none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.ints(3, -1))
        .withMessage("ints of -1: the count is negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.permutation(-1))
        .withMessage("permutation of -1: the count is negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Key.of(NDArray.of(1, 2, 3)))
        .withMessage("key of i32[3]: wants i32[2]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key.split(-2))
        .withMessage("split of -2: the count is negative");
  }
}
