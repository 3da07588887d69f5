package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Choice between two tensors, element by element: `y = c ? a : b`.
///
/// Shapes: all three broadcast. Dtypes: `c` bool; `a` and `b` any, both the same, kept.
/// Derivatives: 1 for the operand chosen and exactly 0 for the other, whatever the cotangent: a
/// choice, not a product. (A NaN made *inside* the operand not chosen, as by the logarithm of 0,
/// still needs a safe argument there.)
public record Where() implements Elementwise.Ternary {
  /// {@return `c ? a : b`}
  ///
  /// @param c the condition
  /// @param a the elements where it is true
  /// @param b the elements where it is false
  public static Tensor of(Tensor c, Tensor a, Tensor b) {
    return new Where().on(c, a, b);
  }

  @Override
  public double apply(double a, double b, double c) {
    return a != 0 ? b : c;
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 3);
    TensorType c = inputs.get(0);
    TensorType a = inputs.get(1);
    TensorType b = inputs.get(2);
    if (c.dtype() != DType.BOOL) {
      throw error(inputs, "the condition must be bool; compare first, as with Greater.of(a, b)");
    }
    if (a.dtype() != b.dtype()) {
      throw error(inputs, "dtypes of the operands differ; convert one with Cast.of(x, dtype)");
    }
    if (!a.shape().equals(b.shape()) || !c.shape().equals(a.shape())) {
      throw error(inputs, "shapes differ; apply the op with on(…), which broadcasts");
    }
    return List.of(a);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    Tensor zero = Tensor.zeros(v.type());
    return input == 1 ? of(inputs.getFirst(), v, zero) : of(inputs.getFirst(), zero, v);
  }

  /// A known condition chooses at once; `c ? x : x` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor c = inputs.get(0);
    if (c.isAll(1) || inputs.get(1) == inputs.get(2)) {
      return Optional.of(inputs.get(1));
    }
    return c.isAll(0) ? Optional.of(inputs.get(2)) : Optional.empty();
  }
}
