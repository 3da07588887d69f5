package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class AddTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Add.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return a + b;
  }

  @Example
  void zeroIsNothing() {
    simplifies(formula(x -> x.plus(-0.0)), "return %0", TensorType.f64(9));
    simplifies(formula(x -> Add.of(Tensor.zeros(x.type()), x)), "return %0", TensorType.i32(9));
    stays(formula(x -> x.plus(0.0)), TensorType.f64(9));
    assertThat(run(vector(-0.0).plus(0.0))).isEqualTo(NDArray.of(0.0));
  }

  @Example
  void aNegativeIsSubtracted() {
    TensorType type = TensorType.f32(9);
    simplifies(
        formula((a, b) -> a.plus(b.negate())), "%2: f32[9] = Sub %0 %1\nreturn %2", type, type);
    simplifies(
        formula((a, b) -> a.negate().plus(b)), "%2: f32[9] = Sub %1 %0\nreturn %2", type, type);
    stays(formula(Add::of), type, type);
  }

  @Example
  void wraps() {
    assertThat(run(Tensor.constant(NDArray.of(Integer.MAX_VALUE)).plus(1)))
        .isEqualTo(NDArray.of(Integer.MIN_VALUE));
    Tensor x = vector(1, 2);
    assertThat(new Add().derivative(0, x, x, x.plus(x)).isAll(1)).isTrue();
  }
}
