package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The larger of two tensors, element by element: `y = max(a, b)`.
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32, both the same, kept. Derivatives: 1 for the larger
/// argument, 0 for the other, ½ each where they are equal. Special values: NaN if either argument
/// is NaN (and then both derivatives are 0); −0 counts as less than +0, as in [Math#max(double,
/// double)].
public record Maximum() implements Elementwise.Binary {
  /// {@return the larger of `a` and `b`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new Maximum().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return Math.max(a, b);
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return share(input, a, b, Tensor.ones(y.type()));
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return share(input, inputs.get(0), inputs.get(1), v);
  }

  private static Tensor share(int input, Tensor a, Tensor b, Tensor v) {
    Tensor chosen = input == 0 ? Greater.of(a, b) : Greater.of(b, a);
    Tensor tied = Where.of(Equal.of(a, b), v.times(0.5), Tensor.zeros(v.type()));
    return Where.of(chosen, v, tied);
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// The larger of `x` and `x` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return inputs.get(0) == inputs.get(1) ? Optional.of(inputs.get(0)) : Optional.empty();
  }
}
