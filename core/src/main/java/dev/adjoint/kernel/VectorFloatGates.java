package dev.adjoint.kernel;

import static dev.adjoint.kernel.Chain.X;
import static dev.adjoint.kernel.Chain.Y;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.Chain.Stage;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the f32 functions around the sigmoid and its logarithm on the Vector API, as
/// [Chain]s; [VectorDoubleGates] is the twin.
final class VectorFloatGates {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT32;

  /// Beyond it `x e⁻|ˣ|` is 0.
  private static final float VANISHED = 150;

  /// Below it `1 + eˣ` is 1 to all digits.
  private static final float SURE = -25;

  /// Below it `ln(1 + x)` is `x` to all digits.
  private static final float TINY = 0x1p-26f;

  /// `√2 − 1`.
  private static final float ROOT_2_LESS_1 = .41421356f;

  // 2√(2/π) and 0.044715 times that, each in two parts
  private static final float GELU_1 = 1.5957692f;
  private static final float GELU_1_LOW = -4.534068e-08f;
  private static final float GELU_3 = 0.071354814f;
  private static final float GELU_3_LOW = 2.3988325e-09f;

  private VectorFloatGates() {}

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
                  new Stage(VectorFloatActivations.gated(), X, 1, 1, Y)));
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
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m);
        FloatVector u = x.add(1);
        FloatVector back = u.sub(1);
        FloatVector rest = x.sub(back).add(u.sub(back).neg().add(1));
        VectorFloatMath.logOfNormal(u, FloatVector.zero(S), rest.div(u))
            .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1))
            .blend(Float.NaN, x.compare(VectorOperators.LT, -1))
            .blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not())
            .blend(x, x.abs().compare(VectorOperators.LT, TINY))
            .intoArray(r, k + t, m);
      }
    };
  }

  /// `e⁻|ˣ|`.
  private static TileLoop tail() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m);
        VectorFloatMath.exp(x.abs().neg()).intoArray(r, k + t, m);
      }
    };
  }

  /// `ln(1 + e)` for `e` in [0, 1]: the logarithm of `1 + f` for `f = e`, or of `2 (1 + f)` for `f
  /// = (e −
  /// 1) / 2`; either `f` is exact, or nearly so.
  private static TileLoop log1pOfUnit() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector e = FloatVector.fromArray(S, p, i + t, m);
        VectorMask<Float> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
        FloatVector f = e.blend(e.sub(1).mul(.5f), large);
        FloatVector zero = FloatVector.zero(S);
        VectorFloatMath.logOfReduced(f, zero.blend(1, large), zero).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop plus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector.fromArray(S, p, i + t, m)
            .max(0)
            .add(FloatVector.fromArray(S, q, j + t, m))
            .intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop minus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector.fromArray(S, p, i + t, m)
            .min(-0f)
            .sub(FloatVector.fromArray(S, q, j + t, m))
            .intoArray(r, k + t, m);
      }
    };
  }

  /// What `−u`, for `u = x (a + b x²)`, leaves of a multiple of `ln 2`; to twice the digits, as an
  /// error in it is one relative to the gate in the lower tail.
  private static TileLoop reducedAngle() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m).max(-64).min(64);
        FloatVector square = x.mul(x);
        FloatVector factor = FloatVector.broadcast(S, -GELU_3);
        FloatVector cubic = square.mul(factor);
        FloatVector sum = cubic.sub(GELU_1);
        FloatVector back = sum.add(GELU_1);
        FloatVector low = cubic.sub(back).sub(sum.sub(back).add(GELU_1)).sub(GELU_1_LOW);
        low = square.fma(factor, cubic.neg()).add(low);
        low = square.fma(FloatVector.broadcast(S, -GELU_3_LOW), low);
        low = x.fma(x, square.neg()).fma(factor, low);
        FloatVector u = x.mul(sum);
        FloatVector rest = x.fma(low, x.fma(sum, u.neg()));
        u = u.max(SURE).min(VANISHED);
        FloatVector z = u.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
        VectorFloatMath.reduced(u, z.sub(VectorFloatMath.ROUND)).add(rest).intoArray(r, k + t, m);
      }
    };
  }

  /// `σ(u) = 2⁻ⁿ / (2⁻ⁿ + eʳ)` where `−u = n ln 2 + r`; scaled last, so that a tail below the
  /// smallest normal number is rounded once.
  private static TileLoop geluTanhGate() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m).max(-64).min(64);
        FloatVector u = x.mul(x.mul(x).mul(-GELU_3).sub(GELU_1)).max(SURE).min(VANISHED);
        IntVector scale =
            u.mul(VectorFloatMath.LOG2_E)
                .add(VectorFloatMath.ROUND)
                .reinterpretAsInts()
                .sub(VectorFloatMath.ROUND_BITS)
                .neg();
        IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
        FloatVector e =
            VectorFloatMath.expm1OfReduced(FloatVector.fromArray(S, q, j + t, m)).add(1);
        FloatVector high = VectorFloatMath.powerOf2(half);
        FloatVector low = VectorFloatMath.powerOf2(scale.sub(half));
        FloatVector.broadcast(S, 1).div(high.fma(low, e)).mul(high).mul(low).intoArray(r, k + t, m);
      }
    };
  }

  /// `s (1 + x (1 − s) u′)` for `s = σ(u)`.
  private static TileLoop geluTanhSlope() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m).max(-64).min(64);
        FloatVector s = FloatVector.fromArray(S, q, j + t, m);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector slope =
            x.mul(x).fma(FloatVector.broadcast(S, 3 * GELU_3), FloatVector.broadcast(S, GELU_1));
        one.sub(s).mul(x).fma(slope, one).mul(s).intoArray(r, k + t, m);
      }
    };
  }

  /// `−|u|` without a multiple of `ln 2`.
  private static TileLoop reduced() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector v = FloatVector.fromArray(S, p, i + t, m).abs().neg().max(-VANISHED);
        FloatVector z = v.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
        VectorFloatMath.reduced(v, z.sub(VectorFloatMath.ROUND)).intoArray(r, k + t, m);
      }
    };
  }

  /// `eʳ` of what a reduction has left.
  static TileLoop exponential() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m);
        VectorFloatMath.expm1OfReduced(x).add(1).intoArray(r, k + t, m);
      }
    };
  }

  /// `x σ(u)` of `x`, `u` and the exponential of what the reduction of `u` has left; scaled last,
  /// so that a tail below the smallest normal number is rounded once.
  private static TileLoop gate() {
    return (a, i, b, j, c, l, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] w = (float[]) c;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m);
        FloatVector u = FloatVector.fromArray(S, q, j + t, m);
        VectorMask<Float> negative = u.compare(VectorOperators.LT, 0);
        FloatVector z =
            u.abs().neg().max(-VANISHED).mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
        IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
        IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
        FloatVector e = FloatVector.fromArray(S, w, l + t, m).mul(VectorFloatMath.powerOf2(half));
        FloatVector last = VectorFloatMath.powerOf2(scale.sub(half));
        FloatVector one = FloatVector.broadcast(S, 1);
        x.blend(x.max(-VANISHED).mul(e), negative)
            .div(e.fma(last, one))
            .mul(one.blend(last, negative))
            .intoArray(r, k + t, m);
      }
    };
  }
}
