package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.Provide;

final class SumTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Sum.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Sum.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    return Arrays.stream(elements).reduce(0, Double::sum);
  }

  @Provide
  @Override
  public Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.any(), Shapes.withEmpty());
  }

  @Example
  void ofNothingIsZeroAndWraps() {
    assertThat(run(Sum.of(Tensor.zeros(TensorType.f64(2, 0)), 1))).isEqualTo(NDArray.of(0.0, 0));
    assertThat(run(Sum.of(Tensor.constant(NDArray.of(Integer.MAX_VALUE, 1)))).item())
        .isEqualTo(Integer.MIN_VALUE);
  }

  @Example
  void overNoAxesIsNothing() {
    OpContract.Formula none = formula(x -> new Sum(List.of()).on(x));
    simplifies(none, "return %0", TensorType.i32(9));
    simplifies(
        none,
        "%1: f64[9] = BroadcastTo[shape=[9]] 0.0\n%2: f64[9] = Add %0 %1\nreturn %2",
        TensorType.f64(9));
    assertThat(run(Sum.of(vector(-0.0)))).isEqualTo(NDArray.scalar(0.0));
    stays(formula(x -> Sum.of(x, 0)), TensorType.f64(9, 1));
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Sum.of(variable(TensorType.bool(2))),
        "sum of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        applied(new Sum(List.of(3)), TensorType.f64(2)), "sum of f64[2]: axis 3 does not exist");
  }
}
