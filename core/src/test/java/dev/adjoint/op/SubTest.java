package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class SubTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Sub.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return a - b;
  }

  @Example
  void zeroIsNothing() {
    simplifies(formula(x -> x.minus(0.0)), "return %0", TensorType.f64(9));
    simplifies(formula(x -> x.minus(0)), "return %0", TensorType.i32(9));
    stays(formula(x -> x.minus(-0.0)), TensorType.f64(9));
  }

  @Example
  void aNegativeIsAdded() {
    TensorType type = TensorType.f32(9);
    simplifies(
        formula((a, b) -> a.minus(b.negate())), "%2: f32[9] = Add %0 %1\nreturn %2", type, type);
    stays(formula(Sub::of), type, type);
    Tensor x = vector(1, 2);
    assertThat(new Sub().derivative(0, x, x, x.minus(x)).isAll(1)).isTrue();
    assertThat(new Sub().derivative(1, x, x, x.minus(x)).isAll(-1)).isTrue();
  }
}
