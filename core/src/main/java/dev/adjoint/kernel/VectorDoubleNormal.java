package dev.adjoint.kernel;

import java.util.Arrays;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the error function and the normal distribution, of f64, on the Vector API, in stages
/// over a tile; [VectorFloatNormal] is the twin.
///
/// One function underlies them all, Mills's ratio `g(a) = e^(a²/2) Φ(−a)` for `a ≥ 0`: a smooth
/// function that falls like `1/a`. It is `t P(t)` with `t = c / (c + a)` and a polynomial `P` fitted
/// here, with relative error 2e−18. The exponential is of `a²` to twice the digits.
final class VectorDoubleNormal {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /// The `c` of `t`.
  private static final double BEND = 4;

  /// Where `e^(−a²/2)` is 0.
  private static final double VANISHED = 40;

  /// Up to here `erf` is a polynomial, above what the complement leaves.
  private static final double SMALL = .5;

  private static final double ROOT_2 = 1.4142135623730951;

  private VectorDoubleNormal() {}

  static Optional<TileLoop> loop(Curve f, double... p) {
    return switch (f) {
      case BELL -> Optional.of(bell(p[0]));
      case NORMAL_CDF -> Optional.of(normalCdf());
      case GELU -> Optional.of(gelu());
      case ERF -> Optional.of(erf());
      case ERFC -> Optional.of(erfc());
      default -> Optional.empty();
    };
  }

  private static TileLoop bell(double rate) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] s = Scratch.doubles(n)[0];
      Arrays.fill(s, 0, n, 1);
      timesBell(s, (double[]) a, i, (double[]) y, k, n, rate);
    };
  }

  private static TileLoop normalCdf() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      double[] s = Scratch.doubles(n)[0];
      ratio(p, i, 1, s, n);
      timesBell(s, p, i, s, 0, n, .5);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector tail = DoubleVector.fromArray(S, s, t, m);
        VectorMask<Double> upper = DoubleVector.fromArray(S, p, i + t, m).compare(VectorOperators.GT, 0);
        tail.blend(tail.neg().add(1), upper).intoArray(r, k + t, m);
      }
    };
  }

  /// `x Φ(x)`; where `x ≥ 0`, what the lower tail leaves of `x`.
  private static TileLoop gelu() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      double[] s = Scratch.doubles(n)[0];
      ratio(p, i, 1, s, n);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector size = DoubleVector.fromArray(S, p, i + t, m).abs().min(VANISHED);
        DoubleVector.fromArray(S, s, t, m).mul(size).intoArray(s, t, m);
      }
      timesBell(s, p, i, s, 0, n, .5);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector x = DoubleVector.fromArray(S, p, i + t, m);
        DoubleVector tail = DoubleVector.fromArray(S, s, t, m);
        x.sub(tail).blend(tail.neg(), x.compare(VectorOperators.LT, 0)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop erfc() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      double[] s = Scratch.doubles(n)[0];
      ratio(p, i, ROOT_2, s, n);
      timesBell(s, p, i, s, 0, n, 1);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector tail = DoubleVector.fromArray(S, s, t, m).mul(2);
        VectorMask<Double> lower = DoubleVector.fromArray(S, p, i + t, m).compare(VectorOperators.LT, 0);
        tail.blend(tail.neg().add(2), lower).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop erf() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      double[] s = Scratch.doubles(n)[0];
      ratio(p, i, ROOT_2, s, n);
      timesBell(s, p, i, s, 0, n, 1);
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        DoubleVector x = DoubleVector.fromArray(S, p, i + t, m);
        DoubleVector far = DoubleVector.fromArray(S, s, t, m).mul(-2).add(1);
        DoubleVector value = far.blend(erfNear(x.abs()), x.abs().compare(VectorOperators.LT, SMALL));
        LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
        value.reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(r, k + t, m);
      }
    };
  }

  private static DoubleVector erfNear(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector p = DoubleVector.broadcast(S, -1.4575806678379728e-07);
    p = p.fma(z, DoubleVector.broadcast(S, 1.6366115870889928e-06));
    p = p.fma(z, DoubleVector.broadcast(S, -1.4922761088348312e-05));
    p = p.fma(z, DoubleVector.broadcast(S, 0.00012055280009635632));
    p = p.fma(z, DoubleVector.broadcast(S, -0.0008548326418335497));
    p = p.fma(z, DoubleVector.broadcast(S, 0.005223977621205613));
    p = p.fma(z, DoubleVector.broadcast(S, -0.026866170644959598));
    p = p.fma(z, DoubleVector.broadcast(S, 0.1128379167095477));
    p = p.fma(z, DoubleVector.broadcast(S, -0.3761263890318375));
    p = p.fma(z, DoubleVector.broadcast(S, 0.1283791670955126));
    return p.fma(x, x);
  }

  /// `s = g(|x| scale)`. The argument of the polynomial is `t − ½`, near 0 taken from `1 − t`.
  private static void ratio(double[] p, int i, double scale, double[] s, int n) {
    for (int t = 0; t < n; t += L) {
      VectorMask<Double> m = S.indexInRange(t, n);
      DoubleVector a = DoubleVector.fromArray(S, p, i + t, m).abs().mul(scale).min(VANISHED);
      DoubleVector inverse = DoubleVector.broadcast(S, 1).div(a.add(BEND));
      DoubleVector part = inverse.mul(BEND);
      DoubleVector near = a.mul(inverse).neg().add(.5);
      DoubleVector w = part.sub(.5).blend(near, a.compare(VectorOperators.LT, BEND));
      polynomial(w).mul(part).intoArray(s, t, m);
    }
  }

  private static DoubleVector polynomial(DoubleVector w) {
    DoubleVector p = upperHalf(w);
    p = p.fma(w, DoubleVector.broadcast(S, -0.01799406850782014));
    p = p.fma(w, DoubleVector.broadcast(S, -0.0004885058589010467));
    p = p.fma(w, DoubleVector.broadcast(S, 0.029580151052672598));
    p = p.fma(w, DoubleVector.broadcast(S, 0.008534035684271813));
    p = p.fma(w, DoubleVector.broadcast(S, -0.05218619062099486));
    p = p.fma(w, DoubleVector.broadcast(S, -0.05567507787150486));
    p = p.fma(w, DoubleVector.broadcast(S, 0.0603215117334285));
    p = p.fma(w, DoubleVector.broadcast(S, 0.2415862995636694));
    p = p.fma(w, DoubleVector.broadcast(S, 0.3730437159193175));
    p = p.fma(w, DoubleVector.broadcast(S, 0.38713740074221487));
    p = p.fma(w, DoubleVector.broadcast(S, 0.30394832098594604));
    p = p.fma(w, DoubleVector.broadcast(S, 0.18882128260393788));
    return p;
  }

  /// Apart, since the JIT inlines no method of more than 325 bytes.
  private static DoubleVector upperHalf(DoubleVector w) {
    DoubleVector p = DoubleVector.broadcast(S, 0.0013891907553412947);
    p = p.fma(w, DoubleVector.broadcast(S, -0.0025161933553660833));
    p = p.fma(w, DoubleVector.broadcast(S, -0.000909170856445662));
    p = p.fma(w, DoubleVector.broadcast(S, 0.0050247553269819395));
    p = p.fma(w, DoubleVector.broadcast(S, -0.0017664227150310848));
    p = p.fma(w, DoubleVector.broadcast(S, -0.0055499768363658965));
    p = p.fma(w, DoubleVector.broadcast(S, 0.005080177235378916));
    p = p.fma(w, DoubleVector.broadcast(S, 0.0044424904289217864));
    p = p.fma(w, DoubleVector.broadcast(S, -0.00836828427220208));
    p = p.fma(w, DoubleVector.broadcast(S, -0.0025777111459878224));
    p = p.fma(w, DoubleVector.broadcast(S, 0.0121244199306143));
    p = p.fma(w, DoubleVector.broadcast(S, 0.0007337262942482578));
    return p;
  }

  /// `y = f e^(−c x²)` for a rate `c` of ½ or 1, scaled last, so that a tail below the smallest
  /// normal number is rounded once.
  private static void timesBell(
      double[] f, double[] p, int i, double[] y, int k, int n, double rate) {
    double vanished = rate == 1 ? VANISHED / ROOT_2 : VANISHED;
    for (int t = 0; t < n; t += L) {
      VectorMask<Double> m = S.indexInRange(t, n);
      DoubleVector x = DoubleVector.fromArray(S, p, i + t, m).abs().min(vanished);
      DoubleVector square = x.mul(x);
      DoubleVector low = x.fma(x, square.neg()).mul(-rate);
      DoubleVector a = square.mul(-rate);
      DoubleVector z = a.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
      DoubleVector r = VectorDoubleMath.reduced(a, z.sub(VectorDoubleMath.ROUND)).add(low);
      LongVector scale = z.reinterpretAsLongs().sub(VectorDoubleMath.ROUND_BITS);
      LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
      VectorDoubleMath.expm1OfReduced(r)
          .add(1)
          .mul(VectorDoubleMath.powerOf2(half))
          .mul(DoubleVector.fromArray(S, f, t, m))
          .mul(VectorDoubleMath.powerOf2(scale.sub(half)))
          .intoArray(y, k + t, m);
    }
  }
}
