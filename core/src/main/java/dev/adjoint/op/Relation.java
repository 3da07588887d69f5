package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Set;

/// What comparisons and logical ops share: two operands, an answer of dtype bool, hence the
/// derivative 0 (which no pass asks for, as a bool has no cotangent).
interface Relation extends Elementwise.Binary {
  @Override
  default DType result(DType input) {
    return DType.BOOL;
  }

  @Override
  default Set<DType> domain() {
    return NUMERIC;
  }

  @Override
  default Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return Tensor.zeros(a.type());
  }

  @Override
  default Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return Tensor.zeros(inputs.get(input).type());
  }
}
