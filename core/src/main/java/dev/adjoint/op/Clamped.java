package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// What functions share that are linear between two levels and flat beyond them: the slope holds
/// where the value is strictly between the levels, else it is 0.
interface Clamped extends Elementwise.Unary {
  /// {@return the slope between the levels}
  double slope();

  /// {@return the lower level}
  double low();

  /// {@return the higher level}
  double high();

  @Override
  default Tensor derivative(Tensor x, Tensor y) {
    return inside(y).cast(y.dtype()).times(slope());
  }

  /// Chooses instead of multiplying: an infinite cotangent must not become NaN outside.
  @Override
  default Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    Tensor scaled = slope() == 1 ? v : v.times(slope());
    return Where.of(inside(y), scaled, Tensor.zeros(v.type()));
  }

  /// `y` is inside just where `x` is; asking `y` lets the memory of `x` go.
  private Tensor inside(Tensor y) {
    Tensor above = Greater.of(y, Tensor.full(y.type(), low()));
    return And.of(above, Less.of(y, Tensor.full(y.type(), high())));
  }
}
