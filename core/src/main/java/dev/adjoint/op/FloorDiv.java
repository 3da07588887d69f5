package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Set;

/// Floored quotient, element by element: `y = ⌊a/b⌋`, as in NumPy and Python, so that `a = b y +
/// mod(a, b)`.
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32, both the same, kept. Derivatives: 0, also at the
/// jumps. The quotient is of the exact `a` and `b`: of 1 and 0.1 it is 9, for the f64 nearest to
/// 0.1 is larger than 0.1, although 1 / 0.1 rounds to 10. Special values: `a/b` if `b` is 0, NaN if
/// `a` is infinite. For i32 a divisor 0 gives 0, and −2³¹ by −1 wraps.
public record FloorDiv() implements Elementwise.Binary {
  /// {@return `⌊a/b⌋`}
  ///
  /// @param a the dividend
  /// @param b the divisor
  public static Tensor of(Tensor a, Tensor b) {
    return new FloorDiv().on(a, b);
  }

  /// `a − rest` is a multiple of `b`, up to a rounding error that the nearest whole number undoes.
  @Override
  public double apply(double a, double b) {
    double rest = a % b;
    if (b == 0 || Double.isNaN(rest)) {
      return b == 0 ? a / b : Double.NaN;
    }
    if (Double.isInfinite(b)) {
      return a == 0 || a < 0 == b < 0 ? a / b : -1;
    }
    double whole = Math.rint((a - rest) / b);
    if (rest != 0 && rest < 0 != b < 0) {
      return whole - 1;
    }
    return whole == 0 ? Math.copySign(0, a / b) : whole;
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return Tensor.zeros(a.type());
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return Tensor.zeros(v.type());
  }

  @Override
  public int applyInt(int a, int b, int c) {
    return b == 0 ? 0 : Math.floorDiv(a, b);
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }
}
