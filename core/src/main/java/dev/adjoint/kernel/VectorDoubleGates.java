package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the f64 functions around the sigmoid and its logarithm on the Vector API, in stages
/// over a tile; [VectorFloatGates] is the twin.
final class VectorDoubleGates {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// Beyond it `x e⁻|ˣ|` is 0.
  private static final double VANISHED = 800;

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
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector x = DoubleVector.fromArray(S, p, i + t, m);
        DoubleVector u = x.add(1);
        DoubleVector back = u.sub(1);
        DoubleVector rest = x.sub(back).add(u.sub(back).neg().add(1));
        VectorDoubleMath.logOfNormal(u, DoubleVector.zero(S), rest.div(u))
            .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1))
            .blend(Double.NaN, x.compare(VectorOperators.LT, -1))
            .blend(x, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY).not())
            .blend(x, x.abs().compare(VectorOperators.LT, TINY))
            .intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop softplus() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      double[] s = Scratch.doubles(n)[0];
      log1pOfExps(p, i, s, n);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector log = DoubleVector.fromArray(S, s, t, m);
        DoubleVector.fromArray(S, p, i + t, m).max(0).add(log).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop logSigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      double[] s = Scratch.doubles(n)[0];
      log1pOfExps(p, i, s, n);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector log = DoubleVector.fromArray(S, s, t, m);
        DoubleVector.fromArray(S, p, i + t, m).min(0).sub(log).intoArray(r, k + t, m);
      }
    };
  }

  /// `s = ln(1 + e⁻|ˣ|)`. With `e = e⁻|ˣ|` it is the logarithm of `1 + f` for `f = e`, or of `2 (1 +
  /// f)` for `f = (e − 1) / 2`; either `f` is exact, or nearly so.
  private static void log1pOfExps(double[] p, int i, double[] s, int n) {
    for (int t = 0; t < n; t += L) {
      VectorMask<Double> m = S.indexInRange(t, n);
      DoubleVector x = DoubleVector.fromArray(S, p, i + t, m);
      VectorDoubleMath.exp(x.abs().neg()).intoArray(s, t, m);
    }
    for (int t = 0; t < n; t += L) {
      VectorMask<Double> m = S.indexInRange(t, n);
      DoubleVector e = DoubleVector.fromArray(S, s, t, m);
      VectorMask<Double> large = e.compare(VectorOperators.GT, ROOT_2_LESS_1);
      DoubleVector f = e.blend(e.sub(1).mul(.5), large);
      DoubleVector zero = DoubleVector.zero(S);
      VectorDoubleMath.logOfReduced(f, zero.blend(1, large), zero).intoArray(s, t, m);
    }
  }

  private static TileLoop silu() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] s = Scratch.doubles(n)[0];
      Arrays.fill(s, 0, n, 0);
      gate((double[]) a, i, (double[]) a, i, s, (double[]) y, k, n);
    };
  }

  /// `x σ(2u)`, where `2u = x (a + b x²)` is taken to twice the digits, since an error in it is one
  /// relative to the value in the lower tail.
  private static TileLoop geluTanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[][] s = Scratch.doubles(n);
      angles((double[]) a, i, s[0], s[1], n);
      gate((double[]) a, i, s[0], 0, s[1], (double[]) y, k, n);
    };
  }

  /// `u + rest = x (a + b x²)`.
  private static void angles(double[] p, int i, double[] u, double[] rest, int n) {
    for (int t = 0; t < n; t += L) {
      VectorMask<Double> m = S.indexInRange(t, n);
      DoubleVector x = DoubleVector.fromArray(S, p, i + t, m).max(-64).min(64);
      DoubleVector square = x.mul(x);
      DoubleVector cubic = square.mul(GELU_3);
      DoubleVector cubicRest = square.fma(DoubleVector.broadcast(S, GELU_3), cubic.neg());
      DoubleVector squareRest = x.fma(x, square.neg());
      DoubleVector sum = cubic.add(GELU_1);
      DoubleVector back = sum.sub(GELU_1);
      DoubleVector sumRest = cubic.sub(back).add(sum.sub(back).neg().add(GELU_1));
      DoubleVector low = squareRest.fma(DoubleVector.broadcast(S, GELU_3), cubicRest).add(sumRest);
      low = square.fma(DoubleVector.broadcast(S, GELU_3_LOW), low).add(GELU_1_LOW);
      DoubleVector product = x.mul(sum);
      product.intoArray(u, t, m);
      x.fma(low, x.fma(sum, product.neg())).intoArray(rest, t, m);
    }
  }

  /// `y = x σ(u + rest)`, scaled last, so that a tail below the smallest normal number is rounded
  /// once.
  private static void gate(
      double[] x, int i, double[] u, int j, double[] rest, double[] y, int k, int n) {
    DoubleVector one = DoubleVector.broadcast(S, 1);
    for (int t = 0; t < n; t += L) {
      VectorMask<Double> m = S.indexInRange(t, n);
      DoubleVector angle = DoubleVector.fromArray(S, u, j + t, m);
      DoubleVector low = DoubleVector.fromArray(S, rest, t, m);
      VectorMask<Double> negative = angle.compare(VectorOperators.LT, 0);
      DoubleVector a = angle.abs().neg().max(-VANISHED);
      DoubleVector z = a.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
      DoubleVector r = VectorDoubleMath.reduced(a, z.sub(VectorDoubleMath.ROUND));
      LongVector scale = z.reinterpretAsLongs().sub(VectorDoubleMath.ROUND_BITS);
      LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
      DoubleVector p = VectorDoubleMath.expm1OfReduced(r.add(low.neg().blend(low, negative))).add(1);
      p = p.mul(VectorDoubleMath.powerOf2(half));
      DoubleVector last = VectorDoubleMath.powerOf2(scale.sub(half));
      DoubleVector factor = DoubleVector.fromArray(S, x, i + t, m);
      factor
          .blend(factor.max(-VANISHED).mul(p), negative)
          .div(p.fma(last, one))
          .mul(one.blend(last, negative))
          .intoArray(y, k + t, m);
    }
  }
}
