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
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT32;

  /// Beyond it `x e⁻|ˣ|` is 0.
  private static final float VANISHED = 150;

  /// Below it `ln(1 + x)` is `x` to all digits.
  private static final float TINY = 0x1p-26f;

  /// `√2 − 1`.
  private static final float ROOT_2_LESS_1 = .41421356f;

  // 2√(2/π) and 0.044715 times that
  private static final float GELU_1 = 1.5957692f;
  private static final float GELU_3 = 0.071354814f;

  // both over ln 2, each in two parts; the first a multiple of 2⁻¹⁹
  private static final float ANGLE_1 = 2.3022079467773438f;
  private static final float ANGLE_1_LOW = 2.5136697e-07f;
  private static final float ANGLE_3 = 0.10294324f;
  private static final float ANGLE_3_LOW = -2.0161985e-09f;

  /// Below it the gate is 0, by half the smallest number there is.
  private static final float GATE_SHUT = -10.75f;

  /// Above it the gate is 1 to all digits.
  private static final float GATE_OPEN = 6;

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
                  new Stage(geluTanhGate(), X, X, X, 1),
                  new Stage(VectorFloatActivations.gated(), X, 1, 1, Y)));
      case GELU_TANH_GATE -> Optional.of(geluTanhGate());
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
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        FloatVector u = x.add(1);
        FloatVector back = u.sub(1);
        FloatVector rest = x.sub(back).add(u.sub(back).neg().add(1));
        VectorFloatMath.logOfNormal(u, FloatVector.zero(S), rest.div(u))
            .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1))
            .blend(Float.NaN, x.compare(VectorOperators.LT, -1))
            .blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not())
            .blend(x, x.abs().compare(VectorOperators.LT, TINY))
            .intoArray(r, k + t);
      }
    };
  }

  /// `e⁻|ˣ|`.
  private static TileLoop tail() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        VectorFloatMath.exp(x.abs().neg()).intoArray(r, k + t);
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
        FloatVector e = FloatVector.fromArray(S, p, i + t);
        VectorMask<Float> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
        FloatVector f = e.blend(e.sub(1).mul(.5f), large);
        FloatVector zero = FloatVector.zero(S);
        VectorFloatMath.logOfReduced(f, zero.blend(1, large), zero).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop plus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .max(0)
            .add(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  private static TileLoop minus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .min(-0f)
            .sub(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `σ(u) = 2⁻ⁿ / (2⁻ⁿ + 2ʳ)` for `u = x (a + b x²)` and `−u / ln 2 = n + r`.
  ///
  /// The angle is taken to twice the digits, as an error in it is one relative to the gate in the
  /// lower tail. The high part of the linear factor is a multiple of the last digit of any sum `a +
  /// b x²`, so that what the sum has lost is found by two operations. The quotient is scaled last,
  /// so that a tail below the smallest normal number is rounded once.
  private static TileLoop geluTanhGate() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        geluTanhGate(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  static FloatVector geluTanhGate(FloatVector x) {
    FloatVector cube = FloatVector.broadcast(S, -ANGLE_3);
    x = x.blend(GATE_SHUT, x.compare(VectorOperators.LT, GATE_SHUT));
    x = x.blend(GATE_OPEN, x.compare(VectorOperators.GT, GATE_OPEN));
    FloatVector square = x.mul(x);
    FloatVector sum = square.fma(cube, FloatVector.broadcast(S, -ANGLE_1));
    FloatVector low = square.fma(cube, sum.add(ANGLE_1).neg()).sub(ANGLE_1_LOW);
    low = square.fma(FloatVector.broadcast(S, -ANGLE_3_LOW), low);
    low = x.fma(x, square.neg()).fma(cube, low);
    FloatVector u = x.mul(sum);
    FloatVector z = u.add(VectorFloatMath.ROUND);
    FloatVector rest = x.fma(low, x.fma(sum, u.neg()));
    rest = rest.add(u.sub(z.sub(VectorFloatMath.ROUND)));
    IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
    IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
    FloatVector high = VectorFloatMath.powerOf2(half.neg());
    FloatVector last = VectorFloatMath.powerOf2(half.sub(scale));
    return high.div(high.fma(last, VectorFloatMath.exp2OfReduced(rest))).mul(last);
  }

  /// `s (1 + x (1 − s) u′)` for `s = σ(u)`.
  private static TileLoop geluTanhSlope() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        slope(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// Far out `s` is 0 or 1, and the slope too.
  static FloatVector slope(FloatVector x, FloatVector s) {
    x = x.blend(-64, x.compare(VectorOperators.LT, -64));
    x = x.blend(64, x.compare(VectorOperators.GT, 64));
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector slope =
        x.mul(x).fma(FloatVector.broadcast(S, 3 * GELU_3), FloatVector.broadcast(S, GELU_1));
    return one.sub(s).mul(x).fma(slope, one).mul(s);
  }

  /// `−|u|` without a multiple of `ln 2`.
  private static TileLoop reduced() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector v = FloatVector.fromArray(S, p, i + t).abs().neg().max(-VANISHED);
        FloatVector z = v.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
        VectorFloatMath.reduced(v, z.sub(VectorFloatMath.ROUND)).intoArray(r, k + t);
      }
    };
  }

  /// `eʳ` of what a reduction has left.
  static TileLoop exponential() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        VectorFloatMath.expm1OfReduced(x).add(1).intoArray(r, k + t);
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
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        FloatVector u = FloatVector.fromArray(S, q, j + t);
        VectorMask<Float> negative = u.compare(VectorOperators.LT, 0);
        FloatVector z =
            u.abs().neg().max(-VANISHED).mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
        IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
        IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
        FloatVector e = FloatVector.fromArray(S, w, l + t).mul(VectorFloatMath.powerOf2(half));
        FloatVector last = VectorFloatMath.powerOf2(scale.sub(half));
        FloatVector one = FloatVector.broadcast(S, 1);
        x.blend(x.max(-VANISHED).mul(e), negative)
            .div(e.fma(last, one))
            .mul(one.blend(last, negative))
            .intoArray(r, k + t);
      }
    };
  }
}
