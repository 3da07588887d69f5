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

  /// Below it `ln(1 + x)` is `x` to all digits.
  private static final double TINY = 0x1p-55;

  /// `√2 − 1`.
  private static final double ROOT_2_LESS_1 = .4142135623730951;

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
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        log1p(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `ln(1 + x)`: the logarithm of the rounded sum, and what the sum lacks over the sum.
  static DoubleVector log1p(DoubleVector x) {
    DoubleVector u = x.add(1);
    DoubleVector back = u.sub(1);
    DoubleVector rest = x.sub(back).add(u.sub(back).neg().add(1));
    return VectorDoubleMath.logOfNormal(u, DoubleVector.zero(S), rest.div(u))
        .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1))
        .blend(Double.NaN, x.compare(VectorOperators.LT, -1))
        .blend(x, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY).not())
        .blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  private static TileLoop tail() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        tail(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `e⁻|ˣ|`.
  static DoubleVector tail(DoubleVector x) {
    return VectorDoubleMath.exp(x.abs().neg());
  }

  private static TileLoop log1pOfUnit() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        log1pOfUnit(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `ln(1 + e)` for `e` in [0, 1]: the logarithm of `1 + f` for `f = e`, or of `2 (1 + f)` for `f
  /// = (e −
  /// 1) / 2`; either `f` is exact, or nearly so.
  static DoubleVector log1pOfUnit(DoubleVector e) {
    VectorMask<Double> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
    DoubleVector f = e.blend(e.sub(1).mul(.5), large);
    DoubleVector zero = DoubleVector.zero(S);
    return VectorDoubleMath.logOfReduced(f, zero.blend(1, large), zero);
  }

  private static TileLoop plus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        plus(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static DoubleVector plus(DoubleVector x, DoubleVector f) {
    return x.max(0).add(f);
  }

  private static TileLoop minus() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        minus(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static DoubleVector minus(DoubleVector x, DoubleVector f) {
    return x.min(-0d).sub(f);
  }

  private static TileLoop reduced() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        reduced(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `−|u|` without a multiple of `ln 2`.
  static DoubleVector reduced(DoubleVector x) {
    DoubleVector v = x.abs().neg().max(-VANISHED);
    DoubleVector z = v.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
    return VectorDoubleMath.reduced(v, z.sub(VectorDoubleMath.ROUND));
  }

  static TileLoop exponential() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        exponential(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  /// `eʳ` of what a reduction has left.
  static DoubleVector exponential(DoubleVector x) {
    return VectorDoubleMath.expm1OfReduced(x).add(1);
  }

  private static TileLoop gate() {
    return (a, i, b, j, c, l, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] w = (double[]) c;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        gate(
                DoubleVector.fromArray(S, p, i + t),
                DoubleVector.fromArray(S, q, j + t),
                DoubleVector.fromArray(S, w, l + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `x σ(u)` of `x`, `u` and the exponential of what the reduction of `u` has left; scaled last,
  /// so that a tail below the smallest normal number is rounded once.
  static DoubleVector gate(DoubleVector x, DoubleVector u, DoubleVector e) {
    VectorMask<Double> negative = u.compare(VectorOperators.LT, 0);
    DoubleVector z =
        u.abs().neg().max(-VANISHED).mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
    LongVector scale = z.reinterpretAsLongs().sub(VectorDoubleMath.ROUND_BITS);
    LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
    e = e.mul(VectorDoubleMath.powerOf2(half));
    DoubleVector last = VectorDoubleMath.powerOf2(scale.sub(half));
    DoubleVector one = DoubleVector.broadcast(S, 1);
    return x.blend(x.max(-VANISHED).mul(e), negative)
        .div(e.fma(last, one))
        .mul(one.blend(last, negative));
  }
}
