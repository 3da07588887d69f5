package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the error function and the normal distribution, of f32, on the Vector API, in stages
/// over a tile; [VectorDoubleNormal] is the twin.
///
/// One function underlies them all, Mills's ratio `g(a) = e^(a²/2) Φ(−a)` for `a ≥ 0`: a smooth
/// function that falls like `1/a`. It is `t P(t)` with `t = c / (c + a)` and a polynomial `P` fitted
/// here, with relative error 2e−9. The exponential is of `a²` to twice the digits.
final class VectorFloatNormal {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// The `c` of `t`.
  private static final float BEND = 4;

  /// Where `e^(−a²/2)` is 0.
  private static final float VANISHED = 17.3f;

  /// Up to here `erf` is a polynomial, above what the complement leaves.
  private static final float SMALL = .5f;

  private static final float ROOT_2 = 1.4142135f;

  private VectorFloatNormal() {}

  static Optional<TileLoop> loop(Curve f, double... p) {
    return switch (f) {
      case BELL -> Optional.of(bell((float) p[0]));
      case NORMAL_CDF -> Optional.of(normalCdf());
      case GELU -> Optional.of(gelu());
      case ERF -> Optional.of(erf());
      case ERFC -> Optional.of(erfc());
      default -> Optional.empty();
    };
  }

  private static TileLoop bell(float rate) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] s = Scratch.floats(n)[0];
      Arrays.fill(s, 0, n, 1);
      timesBell(s, (float[]) a, i, (float[]) y, k, n, rate);
    };
  }

  private static TileLoop normalCdf() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      float[] s = Scratch.floats(n)[0];
      ratio(p, i, 1, s, n);
      timesBell(s, p, i, s, 0, n, .5f);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector tail = FloatVector.fromArray(S, s, t, m);
        VectorMask<Float> upper = FloatVector.fromArray(S, p, i + t, m).compare(VectorOperators.GT, 0);
        tail.blend(tail.neg().add(1), upper).intoArray(r, k + t, m);
      }
    };
  }

  /// `x Φ(x)`; where `x ≥ 0`, what the lower tail leaves of `x`.
  private static TileLoop gelu() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      float[] s = Scratch.floats(n)[0];
      ratio(p, i, 1, s, n);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector size = FloatVector.fromArray(S, p, i + t, m).abs().min(VANISHED);
        FloatVector.fromArray(S, s, t, m).mul(size).intoArray(s, t, m);
      }
      timesBell(s, p, i, s, 0, n, .5f);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m);
        FloatVector tail = FloatVector.fromArray(S, s, t, m);
        x.sub(tail).blend(tail.neg(), x.compare(VectorOperators.LT, 0)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop erfc() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      float[] s = Scratch.floats(n)[0];
      ratio(p, i, ROOT_2, s, n);
      timesBell(s, p, i, s, 0, n, 1);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector tail = FloatVector.fromArray(S, s, t, m).mul(2);
        VectorMask<Float> lower = FloatVector.fromArray(S, p, i + t, m).compare(VectorOperators.LT, 0);
        tail.blend(tail.neg().add(2), lower).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop erf() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      float[] s = Scratch.floats(n)[0];
      ratio(p, i, ROOT_2, s, n);
      timesBell(s, p, i, s, 0, n, 1);
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector x = FloatVector.fromArray(S, p, i + t, m);
        FloatVector far = FloatVector.fromArray(S, s, t, m).mul(-2).add(1);
        FloatVector value = far.blend(erfNear(x.abs()), x.abs().compare(VectorOperators.LT, SMALL));
        IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
        value.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(r, k + t, m);
      }
    };
  }

  private static FloatVector erfNear(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, 0.0046932213f);
    p = p.fma(z, FloatVector.broadcast(S, -0.026744554f));
    p = p.fma(z, FloatVector.broadcast(S, 0.1128262f));
    p = p.fma(z, FloatVector.broadcast(S, -0.376126f));
    p = p.fma(z, FloatVector.broadcast(S, 0.12837917f));
    return p.fma(x, x);
  }

  /// `s = g(|x| scale)`. The argument of the polynomial is `t − ½`, near 0 taken from `1 − t`.
  private static void ratio(float[] p, int i, float scale, float[] s, int n) {
    for (int t = 0; t < n; t += L) {
      VectorMask<Float> m = S.indexInRange(t, n);
      FloatVector a = FloatVector.fromArray(S, p, i + t, m).abs().mul(scale).min(VANISHED);
      FloatVector inverse = FloatVector.broadcast(S, 1).div(a.add(BEND));
      FloatVector part = inverse.mul(BEND);
      FloatVector near = a.mul(inverse).neg().add(.5f);
      FloatVector w = part.sub(.5f).blend(near, a.compare(VectorOperators.LT, BEND));
      polynomial(w).mul(part).intoArray(s, t, m);
    }
  }

  private static FloatVector polynomial(FloatVector w) {
    FloatVector p = FloatVector.broadcast(S, -0.009833283f);
    p = p.fma(w, FloatVector.broadcast(S, 0.026333079f));
    p = p.fma(w, FloatVector.broadcast(S, 0.011148241f));
    p = p.fma(w, FloatVector.broadcast(S, -0.052027192f));
    p = p.fma(w, FloatVector.broadcast(S, -0.05593783f));
    p = p.fma(w, FloatVector.broadcast(S, 0.060322408f));
    p = p.fma(w, FloatVector.broadcast(S, 0.24159746f));
    p = p.fma(w, FloatVector.broadcast(S, 0.3730436f));
    p = p.fma(w, FloatVector.broadcast(S, 0.38713723f));
    p = p.fma(w, FloatVector.broadcast(S, 0.3039483f));
    p = p.fma(w, FloatVector.broadcast(S, 0.18882129f));
    return p;
  }

  /// `y = f e^(−c x²)` for a rate `c` of ½ or 1, scaled last, so that a tail below the smallest
  /// normal number is rounded once.
  private static void timesBell(
      float[] f, float[] p, int i, float[] y, int k, int n, float rate) {
    float vanished = rate == 1 ? VANISHED / ROOT_2 : VANISHED;
    for (int t = 0; t < n; t += L) {
      VectorMask<Float> m = S.indexInRange(t, n);
      FloatVector x = FloatVector.fromArray(S, p, i + t, m).abs().min(vanished);
      FloatVector square = x.mul(x);
      FloatVector low = x.fma(x, square.neg()).mul(-rate);
      FloatVector a = square.mul(-rate);
      FloatVector z = a.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
      FloatVector r = VectorFloatMath.reduced(a, z.sub(VectorFloatMath.ROUND)).add(low);
      IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
      IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
      VectorFloatMath.expm1OfReduced(r)
          .add(1)
          .mul(VectorFloatMath.powerOf2(half))
          .mul(FloatVector.fromArray(S, f, t, m))
          .mul(VectorFloatMath.powerOf2(scale.sub(half)))
          .intoArray(y, k + t, m);
    }
  }
}
