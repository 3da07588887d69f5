package dev.adjoint.kernel;

import static dev.adjoint.kernel.Chain.X;
import static dev.adjoint.kernel.Chain.Y;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.Chain.Stage;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of GELU's approximation by a tanh in f64, `x σ(u)` for `u = 2 √(2/π) (x + 0.044715
/// x³)`, on the Vector API; [VectorFloatGeluTanh] is the twin.
final class VectorDoubleGeluTanh {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT64;

  /// Above it the gate of the other side is 0.
  private static final double VANISHED = 800;

  /// Below it `1 + eˣ` is 1 to all digits.
  private static final double SURE = -45;

  // 2√(2/π) and 0.044715 times that, each in two parts
  private static final double GELU_1 = 1.5957691216057308;
  private static final double GELU_1_LOW = -9.96930880911092e-17;
  private static final double GELU_3 = 0.07135481627260025;
  private static final double GELU_3_LOW = -6.175149918155315e-19;

  private VectorDoubleGeluTanh() {}

  static Optional<TileLoop> loop(Curve f) {
    return switch (f) {
      case GELU_TANH ->
          Optional.of(
              new Chain(
                  DTYPE,
                  new Stage(reducedAngle(), X, X, X, 1),
                  new Stage(geluTanhGate(), X, 1, 1, 1),
                  new Stage(VectorDoubleActivations.gated(), X, 1, 1, Y)));
      case GELU_TANH_GATE ->
          Optional.of(
              new Chain(
                  DTYPE,
                  new Stage(reducedAngle(), X, X, X, 1),
                  new Stage(geluTanhGate(), X, 1, 1, Y)));
      case GELU_TANH_SLOPE -> Optional.of(geluTanhSlope());
      default -> Optional.empty();
    };
  }

  private static TileLoop reducedAngle() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        reducedAngle(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// What `−u`, for `u = x (a + b x²)`, leaves of a multiple of `ln 2`; to twice the digits, as an
  /// error in it is one relative to the gate in the lower tail.
  static DoubleVector reducedAngle(DoubleVector x) {
    x = x.max(-64).min(64);
    DoubleVector square = x.mul(x);
    DoubleVector factor = DoubleVector.broadcast(S, -GELU_3);
    DoubleVector cubic = square.mul(factor);
    DoubleVector sum = cubic.sub(GELU_1);
    DoubleVector back = sum.add(GELU_1);
    DoubleVector low = cubic.sub(back).sub(sum.sub(back).add(GELU_1)).sub(GELU_1_LOW);
    low = square.fma(factor, cubic.neg()).add(low);
    low = square.fma(DoubleVector.broadcast(S, -GELU_3_LOW), low);
    low = x.fma(x, square.neg()).fma(factor, low);
    DoubleVector u = x.mul(sum);
    DoubleVector rest = x.fma(low, x.fma(sum, u.neg()));
    u = u.max(SURE).min(VANISHED);
    DoubleVector z = u.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
    return VectorDoubleMath.reduced(u, z.sub(VectorDoubleMath.ROUND)).add(rest);
  }

  private static TileLoop geluTanhGate() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        geluTanhGate(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `σ(u) = 2⁻ⁿ / (2⁻ⁿ + eʳ)` where `−u = n ln 2 + r`; scaled last, so that a tail below the
  /// smallest normal number is rounded once.
  static DoubleVector geluTanhGate(DoubleVector x, DoubleVector f) {
    x = x.max(-64).min(64);
    DoubleVector u = x.mul(x.mul(x).mul(-GELU_3).sub(GELU_1)).max(SURE).min(VANISHED);
    LongVector scale =
        u.mul(VectorDoubleMath.LOG2_E)
            .add(VectorDoubleMath.ROUND)
            .reinterpretAsLongs()
            .sub(VectorDoubleMath.ROUND_BITS)
            .neg();
    LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
    DoubleVector e = VectorDoubleMath.expm1OfReduced(f).add(1);
    DoubleVector high = VectorDoubleMath.powerOf2(half);
    DoubleVector low = VectorDoubleMath.powerOf2(scale.sub(half));
    return DoubleVector.broadcast(S, 1).div(high.fma(low, e)).mul(high).mul(low);
  }

  /// `s (1 + x (1 − s) u′)` for `s = σ(u)`.
  private static TileLoop geluTanhSlope() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        slope(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// Far out `s` is 0 or 1, and the slope too.
  static DoubleVector slope(DoubleVector x, DoubleVector s) {
    x = x.max(-64).min(64);
    DoubleVector one = DoubleVector.broadcast(S, 1);
    DoubleVector slope =
        x.mul(x).fma(DoubleVector.broadcast(S, 3 * GELU_3), DoubleVector.broadcast(S, GELU_1));
    return one.sub(s).mul(x).fma(slope, one).mul(s);
  }
}
