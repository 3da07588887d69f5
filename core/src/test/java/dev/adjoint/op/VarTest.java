package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
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

final class VarTest implements ReductionContract {
  @Override
  public Tensor of(Tensor x, int... axes) {
    return Var.of(x, axes);
  }

  @Override
  public Tensor keepDims(Tensor x, int... axes) {
    return Var.keepDims(x, axes);
  }

  @Override
  public double fold(double[] elements) {
    double mean = Arrays.stream(elements).average().orElse(Double.NaN);
    double squares = Arrays.stream(elements).map(v -> (v - mean) * (v - mean)).sum();
    return squares / elements.length;
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

  @Property(tries = 60, seed = "220")
  void ofASample(@ForAll("shapes") Shape shape, @ForAll long seed) {
    if (shape.count() > 1) {
      NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
      double n = x.count();
      near(
          run(Var.ofSample(Tensor.constant(x))),
          NDArray.scalar(fold(x.toDoubleArray()) * n / (n - 1)),
          1e-13);
      OpContract.holds(formula(v -> Var.ofSample(v)), x);
    }
  }

  @Example
  void aLargeMeanDoesNotCancel() {
    assertThat(run(Var.of(vector(1e9, 1e9 + 1, 1e9 + 2))).item()).isEqualTo(2.0 / 3);
  }

  @Example
  @Override
  public void typeIsInferredAndListed() {
    assertThat(OpContract.listing(formula(x -> Var.of(x, -1)), TensorType.f32(2, 3)))
        .isEqualTo("%1: f32[2] = Var[axes=[1], ddof=0] %0");
  }

  @Example
  void typesOfItsOwn() {
    rejects(
        () -> Var.of(variable(TensorType.i32(2))),
        "var of i32[2]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        () -> Var.ofSample(variable(TensorType.f64(2, 1)), 1),
        "var of f64[2,1]: 1 elements over axes [1] less ddof 1 leave nothing to divide by");
    rejects(
        applied(new Var(List.of(3), 0), TensorType.f64(2)),
        "var of f64[2]: axis 3 does not exist in rank 1");
  }
}
