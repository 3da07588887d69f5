package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MaxTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Max.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Max.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    return Arrays.stream(elements).reduce(Double.NEGATIVE_INFINITY, Math::max);
  }

  @Example
  void tiesShareTheCotangent() {
    assertThat(gradient(formula(x -> Max.of(x)), NDArray.of(1, 3, 3, 2.0)))
        .containsExactly(NDArray.of(0, 0.5, 0.5, 0));
    assertThat(gradient(formula(x -> Max.of(x, 0)), NDArray.of(7.0, 7, 7, 7)))
        .containsExactly(NDArray.of(0.25, 0.25, 0.25, 0.25));
    assertThat(second(formula(x -> Max.of(x)), NDArray.of(1, 3, 3, 2.0)))
        .containsExactly(NDArray.of(0.0, 0, 0, 0));
  }

  @Example
  void nanWinsAndHasNoGradient() {
    NDArray x = NDArray.of(1, Double.NaN, 3);
    assertThat(run(Max.of(Tensor.constant(x))).item()).isNaN();
    assertThat(gradient(formula(v -> Max.of(v)), x)).containsExactly(NDArray.of(0.0, 0, 0));
  }

  @Property(tries = 100, seed = "33")
  void specialNumbersCompileToo(@ForAll("shapes") Shape shape, @ForAll long seed) {
    for (DType dtype : domain()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      OpContract.compilesClosely(formula(v -> Max.of(v)), x);
      if (shape.rank() > 0) {
        OpContract.compilesClosely(formula(v -> Max.of(v, -1)), x);
      }
    }
  }

  @Example
  void extremeIntsAreFound() {
    assertThat(run(Max.of(Tensor.constant(NDArray.of(Integer.MIN_VALUE)))).item())
        .isEqualTo(Integer.MIN_VALUE);
  }

  @Example
  void chooses() {
    Tensor x = vector(1, 3, 3, 2);
    Tensor y = Max.of(x);
    Tensor infinite = Tensor.full(y.type(), Double.POSITIVE_INFINITY);
    assertThat(run(new Max(List.of(0)).pullback(x, y, infinite)).toDoubleArray())
        .containsExactly(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }

  @Example
  void ofNothingThereIsNone() {
    rejects(
        () -> Max.of(variable(TensorType.f32(2, 0, 3)), 1),
        "max of f32[2,0,3]: there are no elements over axis 1 to take it of; the axis must not be empty");
    rejects(
        () -> Max.of(variable(TensorType.f32(0, 3))),
        "max of f32[0,3]: there are no elements over axis 0, 1 to take it of; the axis must not be empty");
    assertThat(Max.of(variable(TensorType.f32(0, 3)), 1).type()).isEqualTo(TensorType.f32(0));
  }

  @Example
  void overNoAxesIsNothing() {
    simplifies(formula(x -> new Max(List.of()).on(x)), "return %0", TensorType.f64(9));
    stays(formula(x -> Max.of(x, 0)), TensorType.f64(9, 1));
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Max.of(variable(TensorType.bool(2))),
        "max of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        applied(new Max(List.of(3)), TensorType.f64(2)), "max of f64[2]: axis 3 does not exist");
  }
}
