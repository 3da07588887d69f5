package dev.adjoint.op;

import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.second;
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

final class StdTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Std.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Std.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    double mean = Arrays.stream(elements).average().orElse(Double.NaN);
    double squares = Arrays.stream(elements).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / elements.length);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT64, DType.FLOAT32);
  }

  @Override
  public Numbers numbers() {
    return Numbers.between(-2, 2);
  }

  @Override
  public double tolerance(DType dtype) {
    return dtype == DType.FLOAT32 ? 1e-6 : 1e-14;
  }

  /// Of one element there is a kink; of two it is half their distance, whose second derivative is
  /// nothing but rounding, and so is that of any along the input itself (the contract's cotangents
  /// are the numbers of seed 5).
  @Override
  @Property(tries = 150, seed = "8")
  public void contractHolds(@ForAll("shapes") Shape shape, @ForAll long seed) {
    if (shape.count() > 2) {
      NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), ~seed);
      OpContract.holds(formula(v -> Std.ofSample(v)), x);
      for (int axis = 0; axis < shape.rank(); axis++) {
        int at = axis;
        if (shape.size(axis) > 2) {
          OpContract.holds(formula(v -> Std.of(v, at)), x);
        }
      }
    }
  }

  @Example
  void atZeroTheDerivativeIsZeroToOrderTwo() {
    OpContract.Formula f = formula(x -> Std.of(x));
    assertThat(gradient(f, NDArray.of(2.0, 2))).containsExactly(NDArray.of(0.0, 0));
    assertThat(second(f, NDArray.of(2.0, 2))).containsExactly(NDArray.of(0.0, 0));
    assertThat(gradient(f, NDArray.of(7.0))).containsExactly(NDArray.of(0.0));
    assertThat(second(formula((x, w) -> Std.of(x).times(w)), NDArray.of(2.0, 2), NDArray.of(3.0)))
        .containsExactly(NDArray.of(0.0, 0), NDArray.of(0.0));
    assertThat(
            second(formula((x, w) -> Std.of(x.times(w))), NDArray.of(6.0, 2), NDArray.of(1.0, 3)))
        .containsExactly(NDArray.of(0.0, 0), NDArray.of(0.0, 0));
  }

  @Example
  @Override
  public void typeIsInferredAndListed() {
    assertThat(OpContract.listing(formula(x -> Std.of(x, -1)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2] = Std[axes=[1], ddof=0] %0");
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Std.of(variable(TensorType.i32(2))),
        "std of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        () -> Std.ofSample(variable(TensorType.f64(2, 1)), 1),
        "std of f64[2,1]: 1 elements over axes [1] less ddof 1 leave nothing to divide by");
    rejects(
        applied(new Std(List.of(3), 0), TensorType.f64(2)),
        "std of f64[2]: axis 3 does not exist in rank 1");
  }
}
