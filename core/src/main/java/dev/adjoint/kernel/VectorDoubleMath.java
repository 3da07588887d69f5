package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of f64 vectors, made of exactly rounded operations alone; [VectorFloatMath]
/// is the twin.
///
/// `exp`: Taylor's polynomial of degree 13, whose error on the reduced range is 4e-18. `tanh`: S.
/// Moshier, *Cephes Mathematical Library*. `log`, `sin`, `cos`: FreeBSD msun.
final class VectorDoubleMath {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /// Adding it rounds to the nearest integer, and leaves that in the low bits.
  private static final double ROUND = 0x1.8p52;

  private static final long ROUND_BITS = Double.doubleToRawLongBits(ROUND);

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN2_HIGH = 0.6931471805599453;
  private static final double LN2_LOW = 2.3190468138462996e-17;

  private static final double TWO_OVER_PI = 0.6366197723675814;
  // π/2 in three parts; the multiply–adds are fused, so that the first product is exact
  private static final double PI_2_HIGH = 1.5707963267948966;
  private static final double PI_2_MIDDLE = 6.123233995736766e-17;
  private static final double PI_2_LOW = -1.4973849048591833e-33;

  /// Above it the reduction of an angle would lose digits: [Math] takes over.
  private static final double LARGE_ANGLE = 100_000;

  private VectorDoubleMath() {}

  static DoubleVector square(DoubleVector x) {
    return x.mul(x);
  }

  /// ±1; zeros and NaN stay as they are.
  static DoubleVector sign(DoubleVector x) {
    return x.blend(1, x.compare(VectorOperators.GT, 0)).blend(-1, x.compare(VectorOperators.LT, 0));
  }

  /// `eˣ = 2ⁿ·eʳ` with `n` the integer next to `x/ln 2`. The scaling is in two steps, since `2ⁿ`
  /// may be out of range where the product is not.
  static DoubleVector exp(DoubleVector x) {
    DoubleVector t = x.fma(LOG2_E, ROUND);
    DoubleVector n = t.sub(ROUND);
    DoubleVector r = less(less(x, n, LN2_HIGH), n, LN2_LOW);
    LongVector scale = t.reinterpretAsLongs().sub(ROUND_BITS);
    LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
    return expOfReduced(r)
        .mul(power(half))
        .mul(power(scale.sub(half)))
        .blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 710))
        .blend(0, x.compare(VectorOperators.LT, -746));
  }

  /// `eʳ` for `|r| ≤ ln 2 / 2`.
  private static DoubleVector expOfReduced(DoubleVector r) {
    DoubleVector p = DoubleVector.broadcast(S, 1.0 / 6227020800.0);
    p = horner(p, r, 1.0 / 479001600);
    p = horner(p, r, 1.0 / 39916800);
    p = horner(p, r, 1.0 / 3628800);
    p = horner(p, r, 1.0 / 362880);
    p = horner(p, r, 1.0 / 40320);
    p = horner(p, r, 1.0 / 5040);
    p = horner(p, r, 1.0 / 720);
    p = horner(p, r, 1.0 / 120);
    p = horner(p, r, 1.0 / 24);
    p = horner(p, r, 1.0 / 6);
    p = horner(p, r, 1.0 / 2);
    return p.fma(r.mul(r), r).add(1);
  }

  private static DoubleVector horner(DoubleVector p, DoubleVector x, double c) {
    return p.fma(x, DoubleVector.broadcast(S, c));
  }

  /// `x − n·c`.
  private static DoubleVector less(DoubleVector x, DoubleVector n, double c) {
    return n.fma(DoubleVector.broadcast(S, -c), x);
  }

  /// `2ⁿ`.
  private static DoubleVector power(LongVector n) {
    return n.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
  }

  /// `ln x = k·ln 2 + ln(1 + f)` with `1 + f` in [√½, √2].
  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> tiny = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
    LongVector bits =
        x.blend(x.mul(0x1p54), tiny).reinterpretAsLongs().add((0x3ff00000L - 0x3fe6a09eL) << 32);
    LongVector exponent = bits.lanewise(VectorOperators.LSHR, 52).add(ROUND_BITS - 1023);
    DoubleVector k = exponent.reinterpretAsDoubles().sub(ROUND);
    k = k.blend(k.sub(54), tiny);
    LongVector fraction = bits.and(0x000fffffffffffffL).add(0x3fe6a09eL << 32);
    return logOfReduced(fraction.reinterpretAsDoubles().sub(1), k)
        .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
        .blend(Double.NaN, x.compare(VectorOperators.LT, 0))
        .blend(x, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY).not());
  }

  private static DoubleVector logOfReduced(DoubleVector f, DoubleVector k) {
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector p = DoubleVector.broadcast(S, 1.479819860511658591e-01);
    p = horner(p, z, 1.531383769920937332e-01);
    p = horner(p, z, 1.818357216161805012e-01);
    p = horner(p, z, 2.222219843214978396e-01);
    p = horner(p, z, 2.857142874366239149e-01);
    p = horner(p, z, 3.999999999940941908e-01);
    p = horner(p, z, 6.666666666666735130e-01);
    DoubleVector halfSquare = f.mul(f).mul(.5);
    DoubleVector low = s.fma(p.fma(z, halfSquare), k.mul(LN2_LOW));
    return k.fma(DoubleVector.broadcast(S, LN2_HIGH), low.sub(halfSquare).add(f));
  }

  /// `1 / (1 + e⁻ˣ)` in terms of `e⁻|ˣ| ≤ 1`, which can't overflow.
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    DoubleVector one = DoubleVector.broadcast(S, 1);
    return one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /// A quotient of polynomials near 0, elsewhere `1 − 2 / (e²|ˣ| + 1)` with the sign of `x`.
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector p = DoubleVector.broadcast(S, -9.64399179425052238628e-1);
    p = horner(p, z, -9.92877231001918586564e1);
    p = horner(p, z, -1.61468768441708447952e3);
    DoubleVector q = z.add(1.12811678491632931402e2);
    q = horner(q, z, 2.23548839060100448583e3);
    q = horner(q, z, 4.84406305325125486048e3);
    DoubleVector near = p.mul(z).div(q).fma(x, x);
    DoubleVector size = x.abs();
    DoubleVector two = DoubleVector.broadcast(S, 2);
    DoubleVector far = two.div(exp(size.add(size)).add(1)).neg().add(1);
    far = far.blend(far.neg(), x.compare(VectorOperators.LT, 0));
    return near.blend(x, x.compare(VectorOperators.EQ, 0))
        .blend(far, size.compare(VectorOperators.GE, .625));
  }

  /// The signs of zeros, which the additions lose, are put back.
  static DoubleVector sin(DoubleVector x) {
    DoubleVector y = sinOfQuarter(x, 0).blend(x, x.compare(VectorOperators.EQ, 0));
    VectorMask<Double> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    return large.anyTrue() ? repair(x, y, false) : y;
  }

  static DoubleVector cos(DoubleVector x) {
    DoubleVector y = sinOfQuarter(x, 1);
    VectorMask<Double> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    return large.anyTrue() ? repair(x, y, true) : y;
  }

  /// `sin(x + quarter·π/2)`: with `x = n·π/2 + r` it is, by turns, sin r, cos r, −sin r, −cos r.
  private static DoubleVector sinOfQuarter(DoubleVector x, int quarter) {
    DoubleVector t = x.fma(TWO_OVER_PI, ROUND);
    DoubleVector n = t.sub(ROUND);
    DoubleVector r = less(less(less(x, n, PI_2_HIGH), n, PI_2_MIDDLE), n, PI_2_LOW);
    LongVector quadrant = t.reinterpretAsLongs().add(quarter);
    VectorMask<Double> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(S);
    DoubleVector y = sinOfReduced(r).blend(cosOfReduced(r), odd);
    LongVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 62);
    return y.reinterpretAsLongs().lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
  }

  private static DoubleVector sinOfReduced(DoubleVector r) {
    DoubleVector z = r.mul(r);
    DoubleVector p = DoubleVector.broadcast(S, 1.58969099521155010221e-10);
    p = horner(p, z, -2.50507602534068634195e-08);
    p = horner(p, z, 2.75573137070700676789e-06);
    p = horner(p, z, -1.98412698298579493134e-04);
    p = horner(p, z, 8.33333333332248946124e-03);
    p = horner(p, z, -1.66666666666666324348e-01);
    return p.mul(z).fma(r, r);
  }

  private static DoubleVector cosOfReduced(DoubleVector r) {
    DoubleVector z = r.mul(r);
    DoubleVector p = DoubleVector.broadcast(S, -1.13596475577881948265e-11);
    p = horner(p, z, 2.08757232129817482790e-09);
    p = horner(p, z, -2.75573143513906633035e-07);
    p = horner(p, z, 2.48015872894767294178e-05);
    p = horner(p, z, -1.38888888888741095749e-03);
    p = horner(p, z, 4.16666666666666019037e-02);
    p = horner(p, z, -.5);
    return p.fma(z, DoubleVector.broadcast(S, 1));
  }

  /// Takes sines or cosines of large angles one by one.
  private static DoubleVector repair(DoubleVector x, DoubleVector y, boolean cos) {
    double[] angles = x.toArray();
    double[] values = y.toArray();
    for (int i = 0; i < angles.length; i++) {
      if (Math.abs(angles[i]) > LARGE_ANGLE) {
        values[i] = cos ? Math.cos(angles[i]) : Math.sin(angles[i]);
      }
    }
    return DoubleVector.fromArray(S, values, 0);
  }

  /// `xʸ` to f32's accuracy, for finite `x ≠ 0` and `|y| < 2³⁰`: `|x|ʸ`, negative where `x` is and
  /// `y` is odd, NaN where `x` is negative and `y` no integer.
  static DoubleVector powForFloats(DoubleVector x, DoubleVector y) {
    DoubleVector size = exp(log(x.abs()).mul(y));
    VectorMask<Double> negative = x.compare(VectorOperators.LT, 0);
    return size.blend(size.neg(), negative.and(isWhole(y.mul(.5)).not()))
        .blend(Double.NaN, negative.and(isWhole(y).not()));
  }

  private static VectorMask<Double> isWhole(DoubleVector y) {
    return y.add(ROUND).sub(ROUND).compare(VectorOperators.EQ, y);
  }
}
