package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class SinTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Sin.of(x);
  }

  @Override
  public double value(double x) {
    return Math.sin(x);
  }

  @Example
  void secondDerivativeIsMinusItself() {
    near(
        second(formula(Sin::of), NDArray.of(-1, 0, 0.5, 2)).getFirst(),
        run(Sin.of(vector(-1, 0, 0.5, 2)).negate()),
        1e-15);
  }
}
