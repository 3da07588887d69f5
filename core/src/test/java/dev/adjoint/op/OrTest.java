package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class OrTest implements BinaryContract.Relates {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Or.of(a, b);
  }

  @Override
  public boolean holds(double a, double b) {
    return a != 0 || b != 0;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.BOOL);
  }

  @Example
  void constantsDecide() {
    TensorType type = TensorType.bool(9);
    simplifies(formula(x -> Or.of(x, Tensor.zeros(x.type()))), "return %0", type);
    simplifies(formula(x -> Or.of(Tensor.zeros(x.type()), x)), "return %0", type);
    simplifies(formula(x -> Or.of(x, x)), "return %0", type);
    simplifies(
        formula(x -> Or.of(x, Tensor.ones(x.type()))),
        "%1: bool[9] = BroadcastTo[shape=[9]] true\nreturn %1",
        type);
    stays(formula(Or::of), type, type);
  }
}
