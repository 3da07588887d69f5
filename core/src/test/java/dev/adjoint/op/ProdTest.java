package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.OpContract.variable;
import static dev.adjoint.op.OpContract.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ProdTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Prod.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Prod.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    return Arrays.stream(elements).reduce(1, (a, b) -> a * b);
  }

  @Override
  public Numbers numbers() {
    return Numbers.between(-2, 2);
  }

  @Provide
  @Override
  public Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(0, 3), Shapes.withEmpty());
  }

  /// The products of all but one and of all but two elements, exactly.
  @Property(tries = 100, seed = "205")
  void zerosDoNoHarmAtAnyOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    NDArray x =
        Numbers.between(-1, 1).array(new TensorType(DType.INT32, shape), seed).cast(DType.FLOAT64);
    int n = x.count();
    double[] first = IntStream.range(0, n).mapToDouble(i -> without(x, i, i)).toArray();
    double[] twice =
        IntStream.range(0, n)
            .mapToDouble(i ->
                IntStream.range(0, n).filter(j -> j != i).mapToDouble(j -> without(x, i, j)).sum())
            .toArray();
    within(gradient(formula(v -> Prod.of(v)), x).getFirst(), like(x, first), 0);
    within(second(formula(v -> Prod.of(v)), x).getFirst(), like(x, twice), 0);
  }

  private static double without(NDArray x, int i, int j) {
    return IntStream.range(0, x.count())
        .filter(k -> k != i && k != j)
        .mapToDouble(x::value)
        .reduce(1, (a, b) -> a * b);
  }

  private static NDArray like(NDArray x, double[] values) {
    return NDArray.of(values).reshape(x.shape().toArray());
  }

  @Example
  void noneOneAndTwoZeros() {
    OpContract.Formula f = formula(x -> Prod.of(x));
    assertThat(gradient(f, NDArray.of(2.0, 3, 4))).containsExactly(NDArray.of(12.0, 8, 6));
    assertThat(gradient(f, NDArray.of(2.0, 0, 4))).containsExactly(NDArray.of(0.0, 8, 0));
    assertThat(gradient(f, NDArray.of(0.0, 0, 4))).containsExactly(NDArray.of(0.0, 0, 0));
    assertThat(second(f, NDArray.of(0.0, 0, 4))).containsExactly(NDArray.of(4.0, 4, 0));
  }

  @Example
  void ofNothingIsOneAndWraps() {
    assertThat(run(Prod.of(Tensor.zeros(TensorType.f64(2, 0)), 1))).isEqualTo(NDArray.of(1.0, 1));
    Tensor large = Tensor.constant(NDArray.of(123456789, 987654321));
    assertThat(run(Prod.of(large)).item()).isEqualTo(-67_153_019);
    OpContract.compiles(formula(x -> Prod.of(x)), List.of(NDArray.of(123456789, 987654321, 17)));
  }

  @Example
  void overNoAxesIsNothing() {
    simplifies(formula(x -> new Prod(List.of()).on(x)), "return %0", TensorType.f64(9));
    stays(formula(x -> Prod.of(x, 0)), TensorType.f64(9, 1));
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Prod.of(variable(TensorType.bool(2))),
        "prod of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}
