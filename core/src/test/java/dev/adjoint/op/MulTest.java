package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class MulTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Mul.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return a * b;
  }

  @Override
  public int valueOfInts(int a, int b) {
    return a * b;
  }

  @Example
  void aNumberTakesTheSign() {
    simplifies(
        formula(x -> x.negate().times(3)),
        """
        %1: f64[9] = BroadcastTo[shape=[9]] 3.0
        %2: f64[9] = Neg %1
        %3: f64[9] = Mul %0 %2
        return %3\
        """,
        TensorType.f64(9));
    stays(formula(x -> x.negate().times(3)), TensorType.i32(9));
    stays(formula(x -> x.negate().times(x)), TensorType.f64(9));
  }

  @Example
  void oneIsNothing() {
    simplifies(formula(x -> x.times(1)), "return %0", TensorType.f64(9));
    simplifies(formula(x -> Mul.of(Tensor.ones(x.type()), x)), "return %0", TensorType.i32(9));
    simplifies(formula(x -> x.times(-1)), "%1: f32[9] = Neg %0\nreturn %1", TensorType.f32(9));
    stays(formula(x -> x.times(0)), TensorType.f64(9));
  }
}
