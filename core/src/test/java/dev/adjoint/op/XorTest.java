package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class XorTest implements BinaryContract.Relates {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Xor.of(a, b);
  }

  @Override
  public boolean holds(double a, double b) {
    return a != b;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.BOOL);
  }

  @Example
  void falseIsNothing() {
    TensorType type = TensorType.bool(9);
    simplifies(formula(x -> Xor.of(x, Tensor.zeros(x.type()))), "return %0", type);
    simplifies(formula(x -> Xor.of(Tensor.zeros(x.type()), x)), "return %0", type);
    stays(formula(x -> Xor.of(x, Tensor.ones(x.type()))), type);
  }
}
