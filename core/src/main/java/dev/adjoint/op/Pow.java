package dev.adjoint.op;

import static dev.adjoint.array.DType.FLOAT32;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A tensor to the power of another, element by element: `y = aᵇ`.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: `b·aᵇ⁻¹` (0 at `a = b =
/// 0`) and `y·ln a` (0 where `a = 0` and `b ≥ 0`; NaN where `a < 0`, as `aᵇ` is no number beside
/// integer `b`). Special values: those of [Math#pow(double, double)]: `x⁰` is 1 for every `x`, NaN
/// included; a negative `a` with a broken `b` gives NaN.
public record Pow() implements Elementwise.Binary {
  /// {@return `aᵇ`}
  ///
  /// @param a the base
  /// @param b the exponent
  public static Tensor of(Tensor a, Tensor b) {
    return new Pow().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return Math.pow(a, b);
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return input == 0 ? byBase(a, b) : byExponent(a, b, y);
  }

  /// The plain formula is 0 · ∞ at `b = 0` where `1/a` is infinite. There the exponent is replaced,
  /// not the result: only then are the higher derivatives free of NaN as well.
  private static Tensor byBase(Tensor a, Tensor b) {
    OptionalDouble number = number(b);
    if (number.isPresent()) {
      return number.getAsDouble() == 0
          ? Tensor.zeros(a.type())
          : b.times(a.pow(Tensor.full(b.type(), number.getAsDouble() - 1)));
    }
    Tensor tiny =
        Tensor.full(a.type(), a.dtype() == FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    Tensor origin = And.of(Less.of(a.abs(), tiny), Equal.of(b, Tensor.zeros(b.type())));
    return b.times(a.pow(Where.of(origin, Tensor.ones(b.type()), b.minus(1))));
  }

  private static Tensor byExponent(Tensor a, Tensor b, Tensor y) {
    Tensor zero = Tensor.zeros(a.type());
    Tensor flat = And.of(Equal.of(a, zero), GreaterEqual.of(b, zero));
    return y.times(Where.of(flat, Tensor.ones(a.type()), a).log());
  }

  private static OptionalDouble number(Tensor b) {
    Tensor source = b;
    while (source.op() instanceof BroadcastTo) {
      source = source.inputs().getFirst();
    }
    return source.op() instanceof Leaf.Constant(NDArray value) && value.count() == 1
        ? OptionalDouble.of(value.item())
        : OptionalDouble.empty();
  }

  /// `x⁰` is 1, `x¹` is `x`, `x²` is the square.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor exponent = inputs.get(1);
    if (exponent.isAll(0)) {
      return Optional.of(Tensor.ones(x.type()));
    }
    if (exponent.isAll(1)) {
      return Optional.of(x);
    }
    return exponent.isAll(2) ? Optional.of(x.squared()) : Optional.empty();
  }
}
