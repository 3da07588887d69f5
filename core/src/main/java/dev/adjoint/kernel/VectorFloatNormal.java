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

/// The loops of the error function and the normal distribution, of f32, on the Vector API, as
/// [Chain]s; [VectorDoubleNormal] is the twin.
///
/// One function underlies them all, Mills's ratio `g(a) = e^(a²/2) Φ(−a)` for `a ≥ 0`: a smooth
/// function that falls like `1/a`. It is `t P(t)` with `t = c / (c + a)` and a polynomial `P`
/// fitted here, with relative error 2e−9. The exponential is of `a²` to twice the digits.
final class VectorFloatNormal {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT32;

  /// The `c` of `t`.
  private static final float BEND = 4;

  /// Where `e^(−a²/2)` is 0.
  private static final float VANISHED = 17.3f;

  /// Up to here `erf` is a polynomial, above what the complement leaves.
  private static final float SMALL = .5f;

  static final float ROOT_2 = 1.4142135f;

  private VectorFloatNormal() {}

  static Optional<TileLoop> loop(Curve f, double... p) {
    return switch (f) {
      case BELL -> Optional.of(bell((float) p[0]));
      case NORMAL_CDF -> Optional.of(normal(1, ratio(1), .5f, cdf()));
      case GELU -> Optional.of(normal(1, ratioTimesSize(), .5f, gelu()));
      case ERF -> Optional.of(normal(ROOT_2, ratio(ROOT_2), 1, erf()));
      case ERFC -> Optional.of(normal(ROOT_2, ratio(ROOT_2), 1, erfc()));
      default -> Optional.empty();
    };
  }

  private static TileLoop bell(float rate) {
    return new Chain(
        DTYPE,
        new Stage(one(), X, X, X, 1),
        new Stage(reduced(rate), X, X, X, 2),
        new Stage(VectorFloatGates.exponential(), 2, 2, 2, 2),
        new Stage(scaled(rate), X, 1, 2, Y));
  }

  /// A lower tail, and the rest of the function.
  private static TileLoop normal(float scale, TileLoop ratio, float rate, TileLoop last) {
    return new Chain(
        DTYPE,
        new Stage(bent(scale), X, X, X, 1),
        new Stage(polynomial(), 1, 1, 1, 1),
        new Stage(ratio, X, 1, 1, 1),
        new Stage(reduced(rate), X, X, X, 2),
        new Stage(VectorFloatGates.exponential(), 2, 2, 2, 2),
        new Stage(scaled(rate), X, 1, 2, 1),
        new Stage(last, X, 1, 1, Y));
  }

  private static TileLoop one() {
    return (_, _, _, _, _, _, y, k, n) -> {
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector.broadcast(S, 1).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop bent(float scale) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        bent(FloatVector.fromArray(S, p, i + t), scale).intoArray(r, k + t);
      }
    };
  }

  /// The argument of the polynomial, `t − ½` for `a = |x| scale`; near 0 it is taken from `1 − t`.
  static FloatVector bent(FloatVector x, float scale) {
    FloatVector v = x.abs().mul(scale).min(VANISHED);
    FloatVector inverse = FloatVector.broadcast(S, 1).div(v.add(BEND));
    FloatVector near = v.mul(inverse).neg().add(.5f);
    FloatVector far = inverse.mul(BEND).sub(.5f);
    return far.blend(near, v.compare(VectorOperators.LT, BEND));
  }

  private static TileLoop polynomial() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        polynomial(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop ratio(float scale) {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        ratio(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t), scale)
            .intoArray(r, k + t);
      }
    };
  }

  /// `g = t P(t)`.
  static FloatVector ratio(FloatVector x, FloatVector f, float scale) {
    FloatVector v = x.abs().mul(scale).min(VANISHED);
    return FloatVector.broadcast(S, BEND).div(v.add(BEND)).mul(f);
  }

  private static TileLoop ratioTimesSize() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        ratioTimesSize(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static FloatVector ratioTimesSize(FloatVector x, FloatVector f) {
    FloatVector v = x.abs().min(VANISHED);
    return FloatVector.broadcast(S, BEND).div(v.add(BEND)).mul(f).mul(v);
  }

  private static TileLoop reduced(float rate) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        reduced(FloatVector.fromArray(S, p, i + t), rate).intoArray(r, k + t);
      }
    };
  }

  /// `−c x²` to twice the digits, without a multiple of `ln 2`.
  static FloatVector reduced(FloatVector x, float rate) {
    x = x.abs().min(vanished(rate));
    FloatVector square = x.mul(x);
    FloatVector v = square.mul(-rate);
    FloatVector z = v.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
    return VectorFloatMath.reduced(v, z.sub(VectorFloatMath.ROUND))
        .add(x.fma(x, square.neg()).mul(-rate));
  }

  private static TileLoop scaled(float rate) {
    return (a, i, b, j, c, l, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] w = (float[]) c;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        scaled(
                FloatVector.fromArray(S, p, i + t),
                FloatVector.fromArray(S, q, j + t),
                FloatVector.fromArray(S, w, l + t),
                rate)
            .intoArray(r, k + t);
      }
    };
  }

  /// `f e^(−c x²)` of `x`, `f` and the exponential of what the reduction has left; scaled last, so
  /// that a tail below the smallest normal number is rounded once.
  static FloatVector scaled(FloatVector x, FloatVector f, FloatVector e, float rate) {
    x = x.abs().min(vanished(rate));
    FloatVector z = x.mul(x).mul(-rate).mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
    IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
    IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
    return e.mul(VectorFloatMath.powerOf2(half))
        .mul(f)
        .mul(VectorFloatMath.powerOf2(scale.sub(half)));
  }

  private static float vanished(float rate) {
    return VANISHED / (float) Math.sqrt(2 * rate);
  }

  static FloatVector polynomial(FloatVector w) {
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

  private static TileLoop cdf() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        cdf(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static FloatVector cdf(FloatVector x, FloatVector tail) {
    VectorMask<Float> upper = x.compare(VectorOperators.GT, 0);
    return tail.blend(tail.neg().add(1), upper);
  }

  private static TileLoop gelu() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        gelu(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `x Φ(x)`; where `x ≥ 0`, what the lower tail leaves of `x`.
  static FloatVector gelu(FloatVector x, FloatVector tail) {
    return x.sub(tail).blend(tail.neg(), x.compare(VectorOperators.LT, 0));
  }

  private static TileLoop erfc() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        erfc(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static FloatVector erfc(FloatVector x, FloatVector f) {
    FloatVector tail = f.mul(2);
    VectorMask<Float> lower = x.compare(VectorOperators.LT, 0);
    return tail.blend(tail.neg().add(2), lower);
  }

  private static TileLoop erf() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        erf(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static FloatVector erf(FloatVector x, FloatVector f) {
    FloatVector far = f.mul(-2).add(1);
    FloatVector value = far.blend(erfNear(x.abs()), x.abs().compare(VectorOperators.LT, SMALL));
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return value.reinterpretAsInts().or(sign).reinterpretAsFloats();
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
}
