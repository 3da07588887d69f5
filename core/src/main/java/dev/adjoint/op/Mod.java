package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Set;

/// Remainder of the floored quotient, element by element: `y = a − b ⌊a/b⌋`, which has the sign of
/// the divisor, as in NumPy, Python and ONNX (`fmod = 0`).
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32, both the same, kept. Derivatives: 1 and `−⌊a/b⌋`,
/// also at the jumps, where `a` is a multiple of `b`. A remainder 0 has the sign of the divisor.
/// Special values: NaN if `b` is 0 or `a` infinite; of a finite `a` and an infinite `b` of the same
/// sign `a`, of the other sign `b`. For i32 a divisor 0 gives 0, as in NumPy. A tiny `a` of the
/// other sign than `b` may give `b` itself, by rounding.
public record Mod() implements Elementwise.Binary {
  /// {@return `a − b ⌊a/b⌋`}
  ///
  /// @param a the dividend
  /// @param b the divisor
  public static Tensor of(Tensor a, Tensor b) {
    return new Mod().on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    double rest = a % b;
    if (rest == 0) {
      return Math.copySign(0.0, b);
    }
    return rest < 0 == b < 0 ? rest : rest + b;
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return input == 0 ? Tensor.ones(a.type()) : FloorDiv.of(a, b).negate();
  }

  /// By the first argument the cotangent itself.
  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return input == 0 ? v : v.times(FloorDiv.of(inputs.get(0), inputs.get(1)).negate());
  }

  @Override
  public int applyInt(int a, int b, int c) {
    return b == 0 ? 0 : Math.floorMod(a, b);
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }
}
