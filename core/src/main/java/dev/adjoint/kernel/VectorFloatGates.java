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

  private static TileLoop log1p() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        log1p(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `ln(1 + x)`: the logarithm of the rounded sum, and what the sum lacks over the sum.
  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1);
    FloatVector back = u.sub(1);
    FloatVector rest = x.sub(back).add(u.sub(back).neg().add(1));
    return VectorFloatMath.logOfNormal(u, FloatVector.zero(S), rest.div(u))
        .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1))
        .blend(Float.NaN, x.compare(VectorOperators.LT, -1))
        .blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not())
        .blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  private static TileLoop tail() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        tail(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `e⁻|ˣ|`.
  static FloatVector tail(FloatVector x) {
    return VectorFloatMath.exp(x.abs().neg());
  }

  private static TileLoop log1pOfUnit() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        log1pOfUnit(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `ln(1 + e)` for `e` in [0, 1]: the logarithm of `1 + f` for `f = e`, or of `2 (1 + f)` for `f
  /// = (e −
  /// 1) / 2`; either `f` is exact, or nearly so.
  static FloatVector log1pOfUnit(FloatVector e) {
    VectorMask<Float> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
    FloatVector f = e.blend(e.sub(1).mul(.5f), large);
    FloatVector zero = FloatVector.zero(S);
    return VectorFloatMath.logOfReduced(f, zero.blend(1, large), zero);
  }

  private static TileLoop plus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        plus(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static FloatVector plus(FloatVector x, FloatVector f) {
    return x.max(0).add(f);
  }

  private static TileLoop minus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        minus(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static FloatVector minus(FloatVector x, FloatVector f) {
    return x.min(-0f).sub(f);
  }

  private static TileLoop reduced() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        reduced(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `−|u|` without a multiple of `ln 2`.
  static FloatVector reduced(FloatVector x) {
    FloatVector v = x.abs().neg().max(-VANISHED);
    FloatVector z = v.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
    return VectorFloatMath.reduced(v, z.sub(VectorFloatMath.ROUND));
  }

  static TileLoop exponential() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        exponential(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `eʳ` of what a reduction has left.
  static FloatVector exponential(FloatVector x) {
    return VectorFloatMath.expm1OfReduced(x).add(1);
  }

  private static TileLoop gate() {
    return (a, i, b, j, c, l, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] w = (float[]) c;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        gate(
                FloatVector.fromArray(S, p, i + t),
                FloatVector.fromArray(S, q, j + t),
                FloatVector.fromArray(S, w, l + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `x σ(u)` of `x`, `u` and the exponential of what the reduction of `u` has left; scaled last,
  /// so that a tail below the smallest normal number is rounded once.
  static FloatVector gate(FloatVector x, FloatVector u, FloatVector e) {
    VectorMask<Float> negative = u.compare(VectorOperators.LT, 0);
    FloatVector z =
        u.abs().neg().max(-VANISHED).mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
    IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
    IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
    e = e.mul(VectorFloatMath.powerOf2(half));
    FloatVector last = VectorFloatMath.powerOf2(scale.sub(half));
    FloatVector one = FloatVector.broadcast(S, 1);
    return x.blend(x.max(-VANISHED).mul(e), negative)
        .div(e.fma(last, one))
        .mul(one.blend(last, negative));
  }
}
