package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.OpContract.variable;
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
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class NormTest {
  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 3);
  }

  @Provide
  Arbitrary<Double> orders() {
    return Arbitraries.of(1.0, 2.0, 3.0, 1.5, 4.0, Double.POSITIVE_INFINITY);
  }

  @Property(tries = 100, seed = "221")
  void rootsOfSumsOfPowers(
      @ForAll("shapes") Shape shape, @ForAll("orders") double p, @ForAll long seed) {
    int axis = new Random(seed).nextInt(shape.rank());
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    Shape kept = shape.withOnes(List.of(axis));
    near(
        run(Norm.ofOrder(p, Tensor.constant(x), axis).reshape(kept.toArray())),
        Along.map(x, axis, line -> new double[] {norm(line, p)}),
        1e-14);
    OpContract.Formula f = formula(v -> Norm.ofOrder(p, v, axis - shape.rank()));
    batches(f, x);
    // of one element it is |x|, whose second derivative is nothing but rounding
    if (shape.size(axis) > 1) {
      OpContract.holds(f, x);
      OpContract.holds(formula(v -> Norm.ofOrder(p, v)), x);
    }
  }

  private static double norm(double[] line, double p) {
    return Double.isInfinite(p)
        ? Arrays.stream(line).map(Math::abs).max().orElse(0)
        : Math.pow(Arrays.stream(line).map(v -> Math.pow(Math.abs(v), p)).sum(), 1 / p);
  }

  @Property(tries = 30, seed = "222")
  void atZeroTheDerivativeIsZeroToOrderTwo(@ForAll("orders") double p) {
    OpContract.Formula f = formula(x -> Norm.ofOrder(p, x));
    NDArray zeros = NDArray.of(0.0, 0, 0);
    assertThat(gradient(f, zeros)).containsExactly(zeros);
    assertThat(second(f, zeros)).containsExactly(zeros);
    assertThat(gradient(f, NDArray.of(0.0, 3)).getFirst().value(0)).isZero();
    assertThat(second(f, NDArray.of(0.0, 3)).getFirst().value(1)).isFinite();
  }

  @Example
  void whereItsPowersUnderflowItIsZeroAndSoIsTheDerivative() {
    NDArray tiny = NDArray.of(1e-120, -1e-120);
    assertThat(gradient(formula(x -> Norm.ofOrder(3, x)), tiny))
        .containsExactly(NDArray.of(0.0, 0));
  }

  @Example
  void keepDimsAndDefault() {
    assertThat(run(Norm.of(vector(3, -4))).item()).isEqualTo(5);
    assertThat(Norm.keepDims(variable(TensorType.f32(2, 3)), 1).type())
        .isEqualTo(TensorType.f32(2, 1));
    assertThat(gradient(formula(x -> Norm.of(x)), NDArray.of(3.0, -4)))
        .containsExactly(NDArray.of(0.6000000000000001, -0.8));
  }

  @Example
  void otherTypesAndOrdersAreErrors() {
    rejects(
        () -> Norm.ofOrder(0.5, variable(TensorType.f64(2))),
        "norm of f64[2]: order 0.5 is below 1, where it is no norm");
    rejects(
        () -> Norm.of(variable(TensorType.i32(2))),
        "norm of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        () -> Norm.ofOrder(Double.POSITIVE_INFINITY, variable(TensorType.f64(0))),
        "norm of f64[0]: there are no elements over axis 0 to take it of; the axis must not be empty");
  }
}
