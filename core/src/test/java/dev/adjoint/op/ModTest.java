package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ModTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Mod.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return new Mod().apply(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  @Override
  public int valueOfInts(int a, int b) {
    return b == 0 ? 0 : (int) ((((long) a % b) + b) % b);
  }

  @Override
  public Numbers first() {
    return Numbers.between(0.01, 0.19);
  }

  @Example
  void hasTheSignOfTheDivisor() {
    Tensor a = vector(5.5, -5.5, 5.5, -5.5, 4, -4, 4, -0.0);
    Tensor b = vector(2, 2, -2, -2, 2, 2, -2, 2);
    assertThat(run(Mod.of(a, b))).isEqualTo(NDArray.of(1.5, 0.5, -0.5, -1.5, 0.0, 0.0, -0.0, 0.0));
    assertThat(run(Mod.of(constant(5, -5, 5, -5, 7), constant(3, 3, -3, -3, 0))))
        .isEqualTo(NDArray.of(2, 1, -1, -2, 0));
    assertThat(run(Mod.of(constant(Integer.MIN_VALUE), constant(-1)))).isEqualTo(NDArray.of(0));
  }

  private static Tensor constant(int... values) {
    return Tensor.constant(NDArray.of(values));
  }

  @Example
  void specialValues() {
    Tensor a = vector(1, POSITIVE_INFINITY, 1, -1, NaN);
    Tensor b = vector(0, 1, POSITIVE_INFINITY, POSITIVE_INFINITY, 1);
    assertThat(run(Mod.of(a, b))).isEqualTo(NDArray.of(NaN, NaN, 1, POSITIVE_INFINITY, NaN));
  }

  /// The derivative is that of `a − b ⌊a/b⌋` with the quotient held fast, also at its jumps.
  @Example
  void derivativesByBoth() {
    NDArray a = NDArray.of(5.5, -5.5, 4, 0);
    NDArray b = NDArray.of(2.0, 2, 2, 2);
    assertThat(gradient(formula(Mod::of), a, b))
        .containsExactly(NDArray.of(1.0, 1, 1, 1), NDArray.of(-2.0, 3, -2, -0.0));
    assertThat(second(formula(Mod::of), a, b))
        .containsExactly(NDArray.of(0.0, 0, 0, 0), NDArray.of(0.0, 0, 0, 0));
    Tensor x = vector(5.5);
    assertThat(run(new Mod().derivative(0, x, x, x))).isEqualTo(NDArray.of(1.0));
  }

  @Property(tries = 50, seed = "7")
  void farFromTheJumps(@ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
    NDArray a = Numbers.between(6.1, 6.9).array(new TensorType(DType.FLOAT64, pair.left()), seed);
    NDArray b =
        Numbers.between(-2.1, -2.35).array(new TensorType(DType.FLOAT64, pair.right()), seed);
    OpContract.holds(formula(Mod::of), a, b);
  }
}
