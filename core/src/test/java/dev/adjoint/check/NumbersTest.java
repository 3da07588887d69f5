package dev.adjoint.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Doubles;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Provide
  Arbitrary<TensorType> types() {
    return Types.any();
  }

  @Provide
  Arbitrary<TensorType> floating() {
    return Types.of(Types.floating(), Shapes.any());
  }

  @Property(seed = "1", tries = 300)
  void theSameSeedGivesTheSameNumbers(@ForAll("types") TensorType type, @ForAll long seed) {
    for (Numbers numbers : List.of(Numbers.ordinary(), Numbers.special(), Numbers.smooth())) {
      assertThat(numbers.array(type, seed)).isEqualTo(numbers.array(type, seed));
      assertThat(numbers.array(type, seed).type()).isEqualTo(type);
    }
  }

  @Property(seed = "1", tries = 300)
  void smoothNumbersKeepAwayFromZeroAndFromEachOther(
      @ForAll("floating") TensorType type, @ForAll long seed) {
    double[] sizes =
        Arrays.stream(Numbers.smooth().array(type, seed).toDoubleArray())
            .map(Math::abs)
            .sorted()
            .toArray();
    double gap = 1.8 / sizes.length;
    for (int i = 0; i < sizes.length; i++) {
      assertThat(sizes[i]).isBetween(0.2, 2.0);
      assertThat(i == 0 ? gap : sizes[i] - sizes[i - 1]).isGreaterThan(0.49 * gap);
    }
  }

  @Property(seed = "1", tries = 300)
  void rangesAreKept(@ForAll("types") TensorType type, @ForAll long seed) {
    double least = type.dtype() == DType.BOOL ? 0 : type.isFloating() ? 0.2f : 1;
    assertThat(list(Numbers.positive().array(type, seed))).allMatch(x -> x >= least && x <= 3);
    assertThat(list(Numbers.ordinary().array(type, seed))).allMatch(x -> Math.abs(x) <= 10);
  }

  private static List<Double> list(NDArray array) {
    return Doubles.asList(array.toDoubleArray());
  }

  @Test
  void specialNumbersAreAllThere() {
    assertThat(list(Numbers.special().array(TensorType.f64(1000), 3)))
        .contains(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0)
        .contains(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_NORMAL, Double.MIN_VALUE);
    assertThat(Numbers.special().array(TensorType.i32(200), 3).toIntArray())
        .contains(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Test
  void distinctNumbersAreAPermutationOfEvenSteps() {
    double[] sorted = Numbers.distinct(0, 4).array(TensorType.f64(4), 5).toDoubleArray();
    Arrays.sort(sorted);
    assertThat(Arrays.stream(sorted).map(Math::floor)).containsExactly(0.0, 1.0, 2.0, 3.0);
  }

  @Test
  void aTreeKeepsItsForm() {
    record Line(Tensor slope, Tensor intercept, String name) {}
    var example = new Line(Tensor.zeros(TensorType.f32(2)), Tensor.zeros(TensorType.f64()), "line");
    Line drawn = Numbers.smooth().tree(example, 1);
    assertThat(Tree.tensors(drawn).stream().map(Tensor::type))
        .containsExactly(TensorType.f32(2), TensorType.f64());
    assertThat(drawn.name()).isEqualTo("line");
    assertThat(drawn.slope().value()).isEqualTo(Numbers.smooth().tree(example, 1).slope().value());
  }

  @Property(seed = "1", tries = 50)
  void treesAreConstants(@ForAll("pairs") List<Tensor> pair) {
    assertThat(pair).hasSize(2).allMatch(Tensor::isConstant);
  }

  @Provide
  Arbitrary<List<Tensor>> pairs() {
    Tensor x = Tensor.zeros(TensorType.f64(2));
    return Numbers.ordinary().trees(List.of(x, x));
  }
}
