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
import java.util.stream.IntStream;
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

  /// Where all are equal there is a kink, so single elements are left out here, and others lie
  /// apart. Of two elements the second derivatives are 0, and rounding has nothing to be small
  /// beside; so a square is taken.
  @Override
  @Property(tries = 100, seed = "8")
  public void contractHolds(@ForAll("shapes") Shape shape, @ForAll long seed) {
    if (shape.count() > 1) {
      NDArray noise = Numbers.between(-0.3, 0.3).array(new TensorType(DType.FLOAT64, shape), seed);
      NDArray x =
          OpContract.naive(DType.FLOAT64, shape, at -> IntStream.of(at).sum() + noise.at(at));
      OpContract.holds(formula(v -> Std.ofSample(v).plus(1).squared()), x);
      for (int axis = 0; axis < shape.rank(); axis++) {
        int at = axis;
        if (shape.size(axis) > 1) {
          OpContract.holds(formula(v -> Std.of(v, at).plus(1).squared()), x);
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
