package dev.adjoint.kernel;

import static dev.adjoint.kernel.Chain.X;
import static dev.adjoint.kernel.Chain.Y;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.Chain.Stage;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the f64 functions around the sigmoid and its logarithm on the Vector API, as
/// [Chain]s; [VectorFloatGates] is the twin.
final class VectorDoubleGates {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT64;

  /// Beyond it `x e⁻|ˣ|` is 0.
  private static final double VANISHED = 800;

  /// Below it `1 + eˣ` is 1 to all digits.
  private static final double SURE = -45;

  /// Below it `ln(1 + x)` is `x` to all digits.
  private static final double TINY = 0x1p-55;

  /// `√2 − 1`.
  private static final double ROOT_2_LESS_1 = .4142135623730951;

  // 2√(2/π) and 0.044715 times that, each in two parts
  private static final double GELU_1 = 1.5957691216057308;
  private static final double GELU_1_LOW = -9.96930880911092e-17;
  private static final double GELU_3 = 0.07135481627260025;
  private static final double GELU_3_LOW = -6.175149918155315e-19;

  private VectorDoubleGates() {}

  static Optional<TileLoop> loop(Curve f) {
    return switch (f) {
      case LOG1P -> Optional.of(log1p());
      case SOFTPLUS -> Optional.of(logOfSigmoids(plus()));
      case LOG_SIGMOID -> Optional.of(logOfSigmoids(minus()));
      case SILU ->
          Optional.of(
              new Chain(
                  DTYPE,
                  new Stage(reduced(), X, X, X, 2),
                  new Stage(exponential(), 2, 2, 2, 2),
                  new Stage(gate(), X, X, 2, Y)));
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

  /// The logarithm of `1 + e⁻|ˣ|`, and the rest of the function.
  private static TileLoop logOfSigmoids(TileLoop last) {
    return new Chain(
        DTYPE,
        new Stage(tail(), X, X, X, 1),
        new Stage(log1pOfUnit(), 1, 1, 1, 1),
        new Stage(last, X, 1, 1, Y));
  }

  /// `ln(1 + x)`: the logarithm of the rounded sum, and what the sum lacks over the sum.
  private static TileLoop log1p() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector x = DoubleVector.fromArray(S, p, i + t);
        DoubleVector u = x.add(1);
        DoubleVector back = u.sub(1);
        DoubleVector rest = x.sub(back).add(u.sub(back).neg().add(1));
        VectorDoubleMath.logOfNormal(u, DoubleVector.zero(S), rest.div(u))
            .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1))
            .blend(Double.NaN, x.compare(VectorOperators.LT, -1))
            .blend(x, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY).not())
            .blend(x, x.abs().compare(VectorOperators.LT, TINY))
            .intoArray(r, k + t);
      }
    };
  }

  /// `e⁻|ˣ|`.
  private static TileLoop tail() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector x = DoubleVector.fromArray(S, p, i + t);
        VectorDoubleMath.exp(x.abs().neg()).intoArray(r, k + t);
      }
    };
  }

  /// `ln(1 + e)` for `e` in [0, 1]: the logarithm of `1 + f` for `f = e`, or of `2 (1 + f)` for `f
  /// = (e −
  /// 1) / 2`; either `f` is exact, or nearly so.
  private static TileLoop log1pOfUnit() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector e = DoubleVector.fromArray(S, p, i + t);
        VectorMask<Double> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
        DoubleVector f = e.blend(e.sub(1).mul(.5), large);
        DoubleVector zero = DoubleVector.zero(S);
        VectorDoubleMath.logOfReduced(f, zero.blend(1, large), zero).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop plus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .max(0)
            .add(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  private static TileLoop minus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .min(-0d)
            .sub(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// What `−u`, for `u = x (a + b x²)`, leaves of a multiple of `ln 2`; to twice the digits, as an
  /// error in it is one relative to the gate in the lower tail.
  private static TileLoop reducedAngle() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector x = DoubleVector.fromArray(S, p, i + t).max(-64).min(64);
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
        VectorDoubleMath.reduced(u, z.sub(VectorDoubleMath.ROUND)).add(rest).intoArray(r, k + t);
      }
    };
  }

  /// `σ(u) = 2⁻ⁿ / (2⁻ⁿ + eʳ)` where `−u = n ln 2 + r`; scaled last, so that a tail below the
  /// smallest normal number is rounded once.
  private static TileLoop geluTanhGate() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector x = DoubleVector.fromArray(S, p, i + t).max(-64).min(64);
        DoubleVector u = x.mul(x.mul(x).mul(-GELU_3).sub(GELU_1)).max(SURE).min(VANISHED);
        LongVector scale =
            u.mul(VectorDoubleMath.LOG2_E)
                .add(VectorDoubleMath.ROUND)
                .reinterpretAsLongs()
                .sub(VectorDoubleMath.ROUND_BITS)
                .neg();
        LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
        DoubleVector e =
            VectorDoubleMath.expm1OfReduced(DoubleVector.fromArray(S, q, j + t)).add(1);
        DoubleVector high = VectorDoubleMath.powerOf2(half);
        DoubleVector low = VectorDoubleMath.powerOf2(scale.sub(half));
        DoubleVector.broadcast(S, 1).div(high.fma(low, e)).mul(high).mul(low).intoArray(r, k + t);
      }
    };
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

  /// `−|u|` without a multiple of `ln 2`.
  private static TileLoop reduced() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector v = DoubleVector.fromArray(S, p, i + t).abs().neg().max(-VANISHED);
        DoubleVector z = v.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
        VectorDoubleMath.reduced(v, z.sub(VectorDoubleMath.ROUND)).intoArray(r, k + t);
      }
    };
  }

  /// `eʳ` of what a reduction has left.
  static TileLoop exponential() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector x = DoubleVector.fromArray(S, p, i + t);
        VectorDoubleMath.expm1OfReduced(x).add(1).intoArray(r, k + t);
      }
    };
  }

  /// `x σ(u)` of `x`, `u` and the exponential of what the reduction of `u` has left; scaled last,
  /// so that a tail below the smallest normal number is rounded once.
  private static TileLoop gate() {
    return (a, i, b, j, c, l, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] w = (double[]) c;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector x = DoubleVector.fromArray(S, p, i + t);
        DoubleVector u = DoubleVector.fromArray(S, q, j + t);
        VectorMask<Double> negative = u.compare(VectorOperators.LT, 0);
        DoubleVector z =
            u.abs().neg().max(-VANISHED).mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
        LongVector scale = z.reinterpretAsLongs().sub(VectorDoubleMath.ROUND_BITS);
        LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
        DoubleVector e = DoubleVector.fromArray(S, w, l + t).mul(VectorDoubleMath.powerOf2(half));
        DoubleVector last = VectorDoubleMath.powerOf2(scale.sub(half));
        DoubleVector one = DoubleVector.broadcast(S, 1);
        x.blend(x.max(-VANISHED).mul(e), negative)
            .div(e.fma(last, one))
            .mul(one.blend(last, negative))
            .intoArray(r, k + t);
      }
    };
  }
}
