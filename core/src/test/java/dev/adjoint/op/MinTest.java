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

final class MinTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Min.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Min.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    return Arrays.stream(elements).reduce(Double.POSITIVE_INFINITY, Math::min);
  }

  @Example
  void tiesShareTheCotangent() {
    assertThat(gradient(formula(x -> Min.of(x)), NDArray.of(4, 3, 3, 5.0)))
        .containsExactly(NDArray.of(0, 0.5, 0.5, 0));
    assertThat(gradient(formula(x -> Min.of(x, 0)), NDArray.of(7.0, 7, 7, 7)))
        .containsExactly(NDArray.of(0.25, 0.25, 0.25, 0.25));
    assertThat(second(formula(x -> Min.of(x)), NDArray.of(4, 3, 3, 5.0)))
        .containsExactly(NDArray.of(0.0, 0, 0, 0));
  }

  @Example
  void nanWinsAndHasNoGradient() {
    NDArray x = NDArray.of(1, Double.NaN, 3);
    assertThat(run(Min.of(Tensor.constant(x))).item()).isNaN();
    assertThat(gradient(formula(v -> Min.of(v)), x)).containsExactly(NDArray.of(0.0, 0, 0));
  }

  @Property(tries = 100, seed = "33")
  void specialNumbersCompileToo(@ForAll("shapes") Shape shape, @ForAll long seed) {
    for (DType dtype : domain()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      OpContract.compilesClosely(formula(v -> Min.of(v)), x);
      if (shape.rank() > 0) {
        OpContract.compilesClosely(formula(v -> Min.of(v, -1)), x);
      }
    }
  }

  @Example
  void extremeIntsAreFound() {
    assertThat(run(Min.of(Tensor.constant(NDArray.of(Integer.MAX_VALUE)))).item())
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Example
  void chooses() {
    Tensor x = vector(4, 3, 3, 5);
    Tensor y = Min.of(x);
    Tensor infinite = Tensor.full(y.type(), Double.POSITIVE_INFINITY);
    assertThat(run(new Min(List.of(0)).pullback(x, y, infinite)).toDoubleArray())
        .containsExactly(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }

  @Example
  void ofNothingThereIsNone() {
    rejects(
        () -> Min.of(variable(TensorType.f32(2, 0, 3)), 1),
        "min of f32[2,0,3]: there are no elements over axis 1 to take it of; the axis must not be empty");
    rejects(
        () -> Min.of(variable(TensorType.f32(0, 3))),
        "min of f32[0,3]: there are no elements over axis 0, 1 to take it of; the axis must not be empty");
    assertThat(Min.of(variable(TensorType.f32(0, 3)), 1).type()).isEqualTo(TensorType.f32(0));
  }

  @Example
  void overNoAxesIsNothing() {
    simplifies(formula(x -> new Min(List.of()).on(x)), "return %0", TensorType.f64(9));
    stays(formula(x -> Min.of(x, 0)), TensorType.f64(9, 1));
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Min.of(variable(TensorType.bool(2))),
        "min of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        applied(new Min(List.of(3)), TensorType.f64(2)), "min of f64[2]: axis 3 does not exist");
  }
}
