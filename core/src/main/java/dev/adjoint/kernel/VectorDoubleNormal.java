package dev.adjoint.kernel;

import static dev.adjoint.kernel.Chain.X;
import static dev.adjoint.kernel.Chain.Y;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.Chain.Stage;
import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of the error function and the normal distribution, of f64, on the Vector API, as
/// [Chain]s; [VectorFloatNormal] is the twin.
///
/// One function underlies them all, Mills's ratio `g(a) = e^(a²/2) Φ(−a)` for `a ≥ 0`: a smooth
/// function that falls like `1/a`. It is `t P(t)` with `t = c / (c + a)` and a polynomial `P`
/// fitted here, with relative error 2e−18. The exponential is of `a²` to twice the digits.
final class VectorDoubleNormal {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT64;

  /// The `c` of `t`.
  private static final double BEND = 4;

  /// Where `e^(−a²/2)` is 0.
  private static final double VANISHED = 40;

  /// Up to here `erf` is a polynomial, above what the complement leaves.
  private static final double SMALL = .5;

  static final double ROOT_2 = 1.4142135623730951;

  private VectorDoubleNormal() {}

  static Optional<TileLoop> loop(Curve f, double... p) {
    return switch (f) {
      case BELL -> Optional.of(bell(p[0]));
      case ERF -> Optional.of(errorFunction());
      default -> Optional.empty();
    };
  }

  private static TileLoop bell(double rate) {
    return new Chain(
        DTYPE,
        new Stage(one(), X, X, X, 1),
        new Stage(reduced(rate), X, X, X, 2),
        new Stage(VectorDoubleGates.exponential(), 2, 2, 2, 2),
        new Stage(scaled(rate), X, 1, 2, Y));
  }

  private static TileLoop errorFunction() {
    return new Chain(
        DTYPE,
        new Stage(bent(ROOT_2), X, X, X, 1),
        new Stage(polynomial(), 1, 1, 1, 1),
        new Stage(ratio(ROOT_2), X, 1, 1, 1),
        new Stage(reduced(1), X, X, X, 2),
        new Stage(VectorDoubleGates.exponential(), 2, 2, 2, 2),
        new Stage(scaled(1), X, 1, 2, 1),
        new Stage(erf(), X, 1, 1, Y));
  }

  private static TileLoop one() {
    return (_, _, _, _, _, _, y, k, n) -> {
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector.broadcast(S, 1).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop bent(double scale) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        bent(DoubleVector.fromArray(S, p, i + t), scale).intoArray(r, k + t);
      }
    };
  }

  /// The argument of the polynomial, `t − ½` for `a = |x| scale`; near 0 it is taken from `1 − t`.
  static DoubleVector bent(DoubleVector x, double scale) {
    DoubleVector v = x.abs().mul(scale).min(VANISHED);
    DoubleVector inverse = DoubleVector.broadcast(S, 1).div(v.add(BEND));
    DoubleVector near = v.mul(inverse).neg().add(.5);
    DoubleVector far = inverse.mul(BEND).sub(.5);
    return far.blend(near, v.compare(VectorOperators.LT, BEND));
  }

  private static TileLoop polynomial() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        polynomial(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop ratio(double scale) {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        ratio(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t), scale)
            .intoArray(r, k + t);
      }
    };
  }

  /// `g = t P(t)`.
  static DoubleVector ratio(DoubleVector x, DoubleVector f, double scale) {
    DoubleVector v = x.abs().mul(scale).min(VANISHED);
    return DoubleVector.broadcast(S, BEND).div(v.add(BEND)).mul(f);
  }

  private static TileLoop reduced(double rate) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        reduced(DoubleVector.fromArray(S, p, i + t), rate).intoArray(r, k + t);
      }
    };
  }

  /// `−c x²` to twice the digits, without a multiple of `ln 2`.
  static DoubleVector reduced(DoubleVector x, double rate) {
    x = x.abs().min(vanished(rate));
    DoubleVector square = x.mul(x);
    DoubleVector v = square.mul(-rate);
    DoubleVector z = v.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
    return VectorDoubleMath.reduced(v, z.sub(VectorDoubleMath.ROUND))
        .add(x.fma(x, square.neg()).mul(-rate));
  }

  private static TileLoop scaled(double rate) {
    return (a, i, b, j, c, l, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] w = (double[]) c;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        scaled(
                DoubleVector.fromArray(S, p, i + t),
                DoubleVector.fromArray(S, q, j + t),
                DoubleVector.fromArray(S, w, l + t),
                rate)
            .intoArray(r, k + t);
      }
    };
  }

  /// `f e^(−c x²)` of `x`, `f` and the exponential of what the reduction has left; scaled last, so
  /// that a tail below the smallest normal number is rounded once.
  static DoubleVector scaled(DoubleVector x, DoubleVector f, DoubleVector e, double rate) {
    x = x.abs().min(vanished(rate));
    DoubleVector z = x.mul(x).mul(-rate).mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
    LongVector scale = z.reinterpretAsLongs().sub(VectorDoubleMath.ROUND_BITS);
    LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
    return e.mul(VectorDoubleMath.powerOf2(half))
        .mul(f)
        .mul(VectorDoubleMath.powerOf2(scale.sub(half)));
  }

  private static double vanished(double rate) {
    return VANISHED / Math.sqrt(2 * rate);
  }

  static DoubleVector polynomial(DoubleVector w) {
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

  private static TileLoop erf() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        erf(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  static DoubleVector erf(DoubleVector x, DoubleVector f) {
    DoubleVector far = f.mul(-2).add(1);
    DoubleVector value = far.blend(erfNear(x.abs()), x.abs().compare(VectorOperators.LT, SMALL));
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    return value.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
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
}
