package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// What functions of one argument share that are constant between jumps, or whose answer is no
/// floating number: the derivative is 0 everywhere, also at the jumps and whatever the cotangent.
interface Stepwise extends Elementwise.Unary {
  @Override
  default Tensor derivative(Tensor x, Tensor y) {
    return Tensor.zeros(x.type());
  }

  @Override
  default Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return Tensor.zeros(inputs.getFirst().type());
  }

  /// Whether a tensor holds whole numbers (or none) for sure: the result of a rounding does.
  static boolean isWhole(Tensor x) {
    return switch (x.op()) {
      case Floor _, Ceil _, Round _, Trunc _ -> true;
      default -> false;
    };
  }
}
