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

  /// `a − rest` is a multiple of `b`. The quotient of the two may round to another whole number
  /// than that of the exact ones; how far it is off is computed of what is left of `a` with it.
  @Override
  public double apply(double a, double b) {
    double rest = a % b;
    if (b == 0 || Double.isNaN(rest)) {
      return b == 0 ? a / b : Double.NaN;
    }
    if (Double.isInfinite(b)) {
      return a == 0 || a < 0 == b < 0 ? a / b : -1;
    }
    double near = Math.rint((a - rest) / b);
    if (Double.isInfinite(near)) {
      return near;
    }
    double off = Math.rint((Math.fma(-near, b, a) - rest) / b);
    double whole = near + (rest != 0 && rest < 0 != b < 0 ? off - 1 : off);
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
