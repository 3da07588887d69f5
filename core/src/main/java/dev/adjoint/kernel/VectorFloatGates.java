package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the f32 functions around the sigmoid and its logarithm on the Vector API, in stages
/// over a tile; [VectorDoubleGates] is the twin.
final class VectorFloatGates {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// Beyond it `x e⁻|ˣ|` is 0.
  private static final float VANISHED = 150;

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
      case SOFTPLUS -> Optional.of(softplus());
      case LOG_SIGMOID -> Optional.of(logSigmoid());
      case SILU -> Optional.of(silu());
      case GELU_TANH -> Optional.of(geluTanh());
      default -> Optional.empty();
    };
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

  private static TileLoop softplus() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      float[] s = Scratch.floats(n)[0];
      log1pOfExps(p, i, s, n);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector log = FloatVector.fromArray(S, s, t, m);
        FloatVector.fromArray(S, p, i + t, m).max(0).add(log).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop logSigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      float[] s = Scratch.floats(n)[0];
      log1pOfExps(p, i, s, n);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector log = FloatVector.fromArray(S, s, t, m);
        FloatVector.fromArray(S, p, i + t, m).min(0).sub(log).intoArray(r, k + t, m);
      }
    };
  }

  /// `s = ln(1 + e⁻|ˣ|)`. With `e = e⁻|ˣ|` it is the logarithm of `1 + f` for `f = e`, or of `2 (1 +
  /// f)` for `f = (e − 1) / 2`; either `f` is exact, or nearly so.
  private static void log1pOfExps(float[] p, int i, float[] s, int n) {
    for (int t = 0; t < n; t += L) {
      VectorMask<Float> m = S.indexInRange(t, n);
      FloatVector x = FloatVector.fromArray(S, p, i + t, m);
      VectorFloatMath.exp(x.abs().neg()).intoArray(s, t, m);
    }
    for (int t = 0; t < n; t += L) {
      VectorMask<Float> m = S.indexInRange(t, n);
      FloatVector e = FloatVector.fromArray(S, s, t, m);
      VectorMask<Float> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
      FloatVector f = e.blend(e.sub(1).mul(.5f), large);
      FloatVector zero = FloatVector.zero(S);
      VectorFloatMath.logOfReduced(f, zero.blend(1, large), zero).intoArray(s, t, m);
    }
  }

  private static TileLoop silu() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] s = Scratch.floats(n)[0];
      Arrays.fill(s, 0, n, 0);
      gate((float[]) a, i, (float[]) a, i, s, (float[]) y, k, n);
    };
  }

  /// `x σ(2u)`, where `2u = x (a + b x²)` is taken to twice the digits, since an error in it is one
  /// relative to the value in the lower tail.
  private static TileLoop geluTanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[][] s = Scratch.floats(n);
      angles((float[]) a, i, s[0], s[1], n);
      gate((float[]) a, i, s[0], 0, s[1], (float[]) y, k, n);
    };
  }

  /// `u + rest = x (a + b x²)`.
  private static void angles(float[] p, int i, float[] u, float[] rest, int n) {
    for (int t = 0; t < n; t += L) {
      VectorMask<Float> m = S.indexInRange(t, n);
      FloatVector x = FloatVector.fromArray(S, p, i + t, m).max(-64).min(64);
      FloatVector square = x.mul(x);
      FloatVector cubic = square.mul(GELU_3);
      FloatVector cubicRest = square.fma(FloatVector.broadcast(S, GELU_3), cubic.neg());
      FloatVector squareRest = x.fma(x, square.neg());
      FloatVector sum = cubic.add(GELU_1);
      FloatVector back = sum.sub(GELU_1);
      FloatVector sumRest = cubic.sub(back).add(sum.sub(back).neg().add(GELU_1));
      FloatVector low = squareRest.fma(FloatVector.broadcast(S, GELU_3), cubicRest).add(sumRest);
      low = square.fma(FloatVector.broadcast(S, GELU_3_LOW), low).add(GELU_1_LOW);
      FloatVector product = x.mul(sum);
      product.intoArray(u, t, m);
      x.fma(low, x.fma(sum, product.neg())).intoArray(rest, t, m);
    }
  }

  /// `y = x σ(u + rest)`, scaled last, so that a tail below the smallest normal number is rounded
  /// once.
  private static void gate(
      float[] x, int i, float[] u, int j, float[] rest, float[] y, int k, int n) {
    FloatVector one = FloatVector.broadcast(S, 1);
    for (int t = 0; t < n; t += L) {
      VectorMask<Float> m = S.indexInRange(t, n);
      FloatVector angle = FloatVector.fromArray(S, u, j + t, m);
      FloatVector low = FloatVector.fromArray(S, rest, t, m);
      VectorMask<Float> negative = angle.compare(VectorOperators.LT, 0);
      FloatVector a = angle.abs().neg().max(-VANISHED);
      FloatVector z = a.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
      FloatVector r = VectorFloatMath.reduced(a, z.sub(VectorFloatMath.ROUND));
      IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
      IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
      FloatVector p = VectorFloatMath.expm1OfReduced(r.add(low.neg().blend(low, negative))).add(1);
      p = p.mul(VectorFloatMath.powerOf2(half));
      FloatVector last = VectorFloatMath.powerOf2(scale.sub(half));
      FloatVector factor = FloatVector.fromArray(S, x, i + t, m);
      factor
          .blend(factor.max(-VANISHED).mul(p), negative)
          .div(p.fma(last, one))
          .mul(one.blend(last, negative))
          .intoArray(y, k + t, m);
    }
  }
}
