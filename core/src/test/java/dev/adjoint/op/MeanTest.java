package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;

final class MeanTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Mean.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Mean.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    return Arrays.stream(elements).reduce(0, Double::sum) / elements.length;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Override
  public Numbers numbers() {
    return Numbers.ordinary();
  }

  @Example
  void overflowsWhereTheSumDoes() {
    Tensor x = Tensor.constant(NDArray.of(Float.MAX_VALUE, Float.MAX_VALUE));
    assertThat(run(Mean.of(x)).item()).isPositive().isInfinite();
    assertThat(run(Mean.of(vector(1, Double.NaN))).item()).isNaN();
  }

  @Example
  void ofNothingThereIsNone() {
    rejects(
        () -> Mean.of(variable(TensorType.f32(2, 0)), 1),
        "mean of f32[2,0]: there are no elements over axis 1 to take it of; the axis must not be empty");
    assertThat(Mean.of(variable(TensorType.f32(0, 3)), 1).type()).isEqualTo(TensorType.f32(0));
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Mean.of(variable(TensorType.i32(2))),
        "mean of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        applied(new Mean(List.of(3)), TensorType.f64(2)),
        "mean of f64[2]: axis 3 does not exist in rank 1");
  }

  @Example
  void isASumAndAQuotient() {
    Tensor x = variable(TensorType.f32(2, 3));
    assertThat(Graph.of(List.of(x), List.of(new Mean(List.of(1)).expand(List.of(x)))).toString())
        .isEqualTo(
            """
            (%0: f32[2,3]) {
              %1: f32[2] = Sum[axes=[1]] %0
              %2: f32[2] = BroadcastTo[shape=[2]] 3.0
              %3: f32[2] = Div %1 %2
              return %3
            }\
            """);
  }
}
