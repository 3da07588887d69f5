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
///
/// The polynomials are written out, with no method for a step: the JIT inlines the Vector API's
/// methods always, but others only as long as the method at hand is small, and where it doesn't,
/// vectors are allocated.
final class VectorDoubleMath {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /// Adding it rounds to the nearest integer, and leaves that in the low bits.
  static final double ROUND = 0x1.8p52;

  static final long ROUND_BITS = Double.doubleToRawLongBits(ROUND);

  static final double LOG2_E = 1.4426950408889634;
  static final double LN2_HIGH = 0.6931471805599453;
  static final double LN2_LOW = 2.3190468138462996e-17;

  static final double TWO_OVER_PI = 0.6366197723675814;
  // π/2 in three parts; the multiply–adds are fused, so that the first product is exact
  static final double PI_2_HIGH = 1.5707963267948966;
  static final double PI_2_MIDDLE = 6.123233995736766e-17;
  static final double PI_2_LOW = -1.4973849048591833e-33;

  /// Above it the reduction of an angle would lose digits: [Math] takes over.
  static final double LARGE_ANGLE = 100_000;

  private VectorDoubleMath() {}

  static DoubleVector square(DoubleVector x) {
    return x.mul(x);
  }

  /// ±1; zeros and NaN stay as they are.
  static DoubleVector sign(DoubleVector x) {
    return x.blend(1, x.compare(VectorOperators.GT, 0)).blend(-1, x.compare(VectorOperators.LT, 0));
  }

  /// `x` where it is positive, else `α x`.
  static DoubleVector leakyRelu(DoubleVector x, double alpha) {
    return x.mul(alpha).blend(x, x.compare(VectorOperators.GT, 0));
  }

  /// `min(max(a x + b, 0), 1)`.
  static DoubleVector hardSigmoid(DoubleVector x, double a, double b) {
    return x.mul(a).add(b).max(0).min(1);
  }

  /// `eˣ = 2ⁿ·eʳ` with `n` the integer next to `x/ln 2`. The scaling is in two steps, since `2ⁿ`
  /// may be out of range where the product is not.
  static DoubleVector exp(DoubleVector x) {
    DoubleVector t = x.mul(LOG2_E).add(ROUND);
    DoubleVector n = t.sub(ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -LN2_HIGH), x);
    r = n.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
    LongVector scale = t.reinterpretAsLongs().sub(ROUND_BITS);
    LongVector half = scale.lanewise(VectorOperators.ASHR, 1);
    return expm1OfReduced(r)
        .add(1)
        .mul(powerOf2(half))
        .mul(powerOf2(scale.sub(half)))
        .blend(Double.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 710))
        .blend(0, x.compare(VectorOperators.LT, -746));
  }

  /// `x − n·ln 2`.
  static DoubleVector reduced(DoubleVector x, DoubleVector n) {
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -LN2_HIGH), x);
    return n.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
  }

  /// `2ⁿ` for the exponents of normal numbers.
  static DoubleVector powerOf2(LongVector n) {
    return n.add(1023).lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
  }

  /// `eʳ − 1` for `|r| ≤ ln 2 / 2`.
  static DoubleVector expm1OfReduced(DoubleVector r) {
    DoubleVector p = DoubleVector.broadcast(S, 1.0 / 6227020800.0);
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 479001600));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 39916800));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 3628800));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 362880));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 40320));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 5040));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 720));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 120));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 24));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 6));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 2));
    return p.fma(r.mul(r), r);
  }

  /// `ln x = k·ln 2 + ln(1 + f)` with `1 + f` in [√½, √2].
  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> tiny = x.compare(VectorOperators.LT, Double.MIN_NORMAL);
    DoubleVector bias = DoubleVector.broadcast(S, 0).blend(-54, tiny);
    return logOfNormal(x.blend(x.mul(0x1p54), tiny), bias, DoubleVector.zero(S))
        .blend(Double.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
        .blend(Double.NaN, x.compare(VectorOperators.LT, 0))
        .blend(x, x.compare(VectorOperators.LT, Double.POSITIVE_INFINITY).not());
  }

  /// `ln x + bias·ln 2 + rest`.
  static DoubleVector logOfNormal(DoubleVector x, DoubleVector bias, DoubleVector rest) {
    LongVector bits = x.reinterpretAsLongs().add((0x3ff00000L - 0x3fe6a09eL) << 32);
    LongVector exponent = bits.lanewise(VectorOperators.LSHR, 52).add(ROUND_BITS - 1023);
    DoubleVector k = exponent.reinterpretAsDoubles().sub(ROUND).add(bias);
    LongVector fraction = bits.and(0x000fffffffffffffL).add(0x3fe6a09eL << 32);
    return logOfReduced(fraction.reinterpretAsDoubles().sub(1), k, rest);
  }

  /// `k ln 2 + ln(1 + f) + rest` for `1 + f` in [√½, √2] and a tiny rest.
  static DoubleVector logOfReduced(DoubleVector f, DoubleVector k, DoubleVector rest) {
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector p = DoubleVector.broadcast(S, 0.14798198605116586);
    p = p.fma(z, DoubleVector.broadcast(S, 0.15313837699209373));
    p = p.fma(z, DoubleVector.broadcast(S, 0.1818357216161805));
    p = p.fma(z, DoubleVector.broadcast(S, 0.22222198432149784));
    p = p.fma(z, DoubleVector.broadcast(S, 0.2857142874366239));
    p = p.fma(z, DoubleVector.broadcast(S, 0.3999999999940942));
    p = p.fma(z, DoubleVector.broadcast(S, 0.6666666666666735));
    DoubleVector halfSquare = f.mul(f).mul(.5);
    DoubleVector low = s.fma(p.fma(z, halfSquare), k.fma(DoubleVector.broadcast(S, LN2_LOW), rest));
    return k.fma(DoubleVector.broadcast(S, LN2_HIGH), low.sub(halfSquare).add(f));
  }

  /// `1 / (1 + e⁻ˣ)` in terms of `e⁻|ˣ| ≤ 1`, which can't overflow.
  static DoubleVector sigmoid(DoubleVector x) {
    DoubleVector e = exp(x.abs().neg());
    DoubleVector one = DoubleVector.broadcast(S, 1);
    return one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /// Near 0 a quotient of polynomials, elsewhere `1 − 2/(e²|ˣ| + 1)` with the sign of `x`, which
  /// `−0` keeps as well.
  static DoubleVector tanh(DoubleVector x) {
    DoubleVector size = x.abs();
    DoubleVector y = tanhFar(size).blend(tanhNear(size), size.compare(VectorOperators.LT, .625));
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    return y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
  }

  private static DoubleVector tanhFar(DoubleVector size) {
    DoubleVector twice = size.min(20).mul(2);
    DoubleVector t = twice.mul(LOG2_E).add(ROUND);
    DoubleVector n = t.sub(ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -LN2_HIGH), twice);
    r = n.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
    LongVector exponent = t.reinterpretAsLongs().sub(ROUND_BITS - 1023);
    DoubleVector scale = exponent.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    DoubleVector e = expm1OfReduced(r).fma(scale, scale);
    return DoubleVector.broadcast(S, 2).div(e.add(1)).neg().add(1);
  }

  private static DoubleVector tanhNear(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector p = DoubleVector.broadcast(S, -0.9643991794250523);
    p = p.fma(z, DoubleVector.broadcast(S, -99.28772310019185));
    p = p.fma(z, DoubleVector.broadcast(S, -1614.6876844170845));
    DoubleVector q = z.add(112.81167849163293);
    q = q.fma(z, DoubleVector.broadcast(S, 2235.4883906010045));
    q = q.fma(z, DoubleVector.broadcast(S, 4844.063053251255));
    return p.mul(z).div(q).fma(x, x);
  }

  /// The signs of zeros, which the additions lose, are put back.
  static DoubleVector sin(DoubleVector x) {
    DoubleVector y = sinOfQuarter(x, 0).blend(x, x.compare(VectorOperators.EQ, 0));
    VectorMask<Double> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    if (large.anyTrue()) {
      double[] values = y.toArray();
      repair(x.toArray(), values, false);
      return DoubleVector.fromArray(S, values, 0);
    }
    return y;
  }

  static DoubleVector cos(DoubleVector x) {
    DoubleVector y = sinOfQuarter(x, 1);
    VectorMask<Double> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    if (large.anyTrue()) {
      double[] values = y.toArray();
      repair(x.toArray(), values, true);
      return DoubleVector.fromArray(S, values, 0);
    }
    return y;
  }

  /// `sin(x + quarter·π/2)`: with `x = n·π/2 + r` it is, by turns, sin r, cos r, −sin r, −cos r.
  private static DoubleVector sinOfQuarter(DoubleVector x, int quarter) {
    DoubleVector t = x.mul(TWO_OVER_PI).add(ROUND);
    DoubleVector n = t.sub(ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -PI_2_HIGH), x);
    r = n.fma(DoubleVector.broadcast(S, -PI_2_MIDDLE), r);
    r = n.fma(DoubleVector.broadcast(S, -PI_2_LOW), r);
    LongVector quadrant = t.reinterpretAsLongs().add(quarter);
    VectorMask<Double> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(S);
    DoubleVector y = sinOfReduced(r).blend(cosOfReduced(r), odd);
    LongVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 62);
    return y.reinterpretAsLongs().lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
  }

  private static DoubleVector sinOfReduced(DoubleVector r) {
    DoubleVector z = r.mul(r);
    DoubleVector p = DoubleVector.broadcast(S, 1.58969099521155e-10);
    p = p.fma(z, DoubleVector.broadcast(S, -2.5050760253406863e-8));
    p = p.fma(z, DoubleVector.broadcast(S, 2.7557313707070068e-6));
    p = p.fma(z, DoubleVector.broadcast(S, -0.0001984126982985795));
    p = p.fma(z, DoubleVector.broadcast(S, 0.00833333333332249));
    p = p.fma(z, DoubleVector.broadcast(S, -0.16666666666666632));
    return p.mul(z).fma(r, r);
  }

  private static DoubleVector cosOfReduced(DoubleVector r) {
    DoubleVector z = r.mul(r);
    DoubleVector p = DoubleVector.broadcast(S, -1.1359647557788195e-11);
    p = p.fma(z, DoubleVector.broadcast(S, 2.087572321298175e-9));
    p = p.fma(z, DoubleVector.broadcast(S, -2.7557314351390663e-7));
    p = p.fma(z, DoubleVector.broadcast(S, 2.480158728947673e-5));
    p = p.fma(z, DoubleVector.broadcast(S, -0.001388888888887411));
    p = p.fma(z, DoubleVector.broadcast(S, 0.0416666666666666));
    p = p.fma(z, DoubleVector.broadcast(S, -.5));
    return p.fma(z, DoubleVector.broadcast(S, 1));
  }

  /// Takes sines or cosines of large angles one by one. (From arrays: a vector handed to a method
  /// that isn't inlined would be allocated, in every round of the loop.)
  private static void repair(double[] angles, double[] values, boolean cos) {
    for (int i = 0; i < angles.length; i++) {
      if (Math.abs(angles[i]) > LARGE_ANGLE) {
        values[i] = cos ? Math.cos(angles[i]) : Math.sin(angles[i]);
      }
    }
  }

  /// `|x|ʸ` to f32's accuracy, for `x ≠ 0` in f32's range, and kept within f64's range, which is
  /// well beyond f32's. So `exp` needs but one step of scaling and, for an error of 1e−12, degree
  /// 10.
  static DoubleVector powForFloats(DoubleVector x, DoubleVector y) {
    DoubleVector log = logOfNormal(x.abs(), DoubleVector.zero(S), DoubleVector.zero(S)).mul(y);
    log = log.min(700).max(-700);
    DoubleVector t = log.mul(LOG2_E).add(ROUND);
    DoubleVector n = t.sub(ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -LN2_HIGH), log);
    r = n.fma(DoubleVector.broadcast(S, -LN2_LOW), r);
    DoubleVector p = DoubleVector.broadcast(S, 1.0 / 3628800);
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 362880));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 40320));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 5040));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 720));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 120));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 24));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 6));
    p = p.fma(r, DoubleVector.broadcast(S, 1.0 / 2));
    p = p.fma(r.mul(r), r).add(1);
    LongVector exponent = t.reinterpretAsLongs().sub(ROUND_BITS - 1023);
    return p.mul(exponent.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
  }
}
