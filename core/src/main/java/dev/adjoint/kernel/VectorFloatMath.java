package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of f32 vectors, made of exactly rounded operations alone;
/// [VectorDoubleMath] is the twin.
///
/// The polynomials are those of S. Moshier, *Cephes Mathematical Library* (single precision); that
/// of `log` is FreeBSD msun's.
///
/// The polynomials are written out, with no method for a step: the JIT inlines the Vector API's
/// methods always, but others only as long as the method at hand is small, and where it doesn't,
/// vectors are allocated.
final class VectorFloatMath {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  /// Adding it rounds to the nearest integer, and leaves that in the low bits.
  static final float ROUND = 0x1.8p23f;

  static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  static final float LOG2_E = 1.442695f;
  static final float LN2_HIGH = 0.6931472f;
  static final float LN2_LOW = -1.9046542e-9f;

  static final float TWO_OVER_PI = 0.63661975f;
  // π/2 in three parts; the multiply–adds are fused, so that the first product is exact
  static final float PI_2_HIGH = 1.5707964f;
  static final float PI_2_MIDDLE = -4.371139e-8f;
  static final float PI_2_LOW = -1.7151249e-15f;

  /// Above it the reduction of an angle would lose digits: [Math] takes over.
  static final float LARGE_ANGLE = 10_000;

  private VectorFloatMath() {}

  static FloatVector square(FloatVector x) {
    return x.mul(x);
  }

  /// ±1; zeros and NaN stay as they are.
  static FloatVector sign(FloatVector x) {
    return x.blend(1, x.compare(VectorOperators.GT, 0)).blend(-1, x.compare(VectorOperators.LT, 0));
  }

  /// `x` where it is positive, else `α x`.
  static FloatVector leakyRelu(FloatVector x, float alpha) {
    return x.mul(alpha).blend(x, x.compare(VectorOperators.GT, 0));
  }

  /// `min(max(a x + b, 0), 1)`, with `a` and `b` to twice the digits, as the sum may cancel; at
  /// `±∞` with the high digits alone, since the low ones of `a` may be of the other sign, or 0.
  static FloatVector hardSigmoid(FloatVector x, double a, double b) {
    float high = (float) a;
    float shift = (float) b;
    FloatVector low = x.mul((float) (a - high)).add((float) (b - shift));
    FloatVector sum = x.fma(FloatVector.broadcast(S, high), FloatVector.broadcast(S, shift));
    return sum.blend(sum.add(low), low.test(VectorOperators.IS_FINITE)).max(0).min(1);
  }

  /// `eˣ = 2ⁿ·eʳ` with `n` the integer next to `x/ln 2`. The scaling is in two steps, since `2ⁿ`
  /// may be out of range where the product is not.
  static FloatVector exp(FloatVector x) {
    FloatVector t = x.mul(LOG2_E).add(ROUND);
    FloatVector n = t.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), x);
    r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
    IntVector scale = t.reinterpretAsInts().sub(ROUND_BITS);
    IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
    return expm1OfReduced(r)
        .add(1)
        .mul(powerOf2(half))
        .mul(powerOf2(scale.sub(half)))
        .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 89))
        .blend(0, x.compare(VectorOperators.LT, -104));
  }

  /// `x − n·ln 2`.
  static FloatVector reduced(FloatVector x, FloatVector n) {
    FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), x);
    return n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
  }

  /// `2ⁿ` for the exponents of normal numbers.
  static FloatVector powerOf2(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  /// `eʳ − 1` for `|r| ≤ ln 2 / 2`.
  static FloatVector expm1OfReduced(FloatVector r) {
    FloatVector p = FloatVector.broadcast(S, 0.00019875691f);
    p = p.fma(r, FloatVector.broadcast(S, 0.0013981999f));
    p = p.fma(r, FloatVector.broadcast(S, 0.008333452f));
    p = p.fma(r, FloatVector.broadcast(S, 0.041665796f));
    p = p.fma(r, FloatVector.broadcast(S, 0.16666666f));
    p = p.fma(r, FloatVector.broadcast(S, 0.5f));
    return p.fma(r.mul(r), r);
  }

  /// `2ʳ` for `|r| ≤ ½`; a polynomial fitted here, with relative error 6e−9.
  static FloatVector exp2OfReduced(FloatVector r) {
    FloatVector p = FloatVector.broadcast(S, 0.00015500662f);
    p = p.fma(r, FloatVector.broadcast(S, 0.0013413685f));
    p = p.fma(r, FloatVector.broadcast(S, 0.009617909f));
    p = p.fma(r, FloatVector.broadcast(S, 0.055502813f));
    p = p.fma(r, FloatVector.broadcast(S, 0.24022652f));
    p = p.fma(r, FloatVector.broadcast(S, 0.69314724f));
    return p.fma(r, FloatVector.broadcast(S, 1));
  }

  /// `ln x = k·ln 2 + ln(1 + f)` with `1 + f` in [√½, √2].
  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector bias = FloatVector.zero(S).blend(-25, tiny);
    return logOfNormal(x.blend(x.mul(0x1p25f), tiny), bias, FloatVector.zero(S))
        .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
        .blend(Float.NaN, x.compare(VectorOperators.LT, 0))
        .blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not());
  }

  /// `ln x + bias·ln 2 + rest`.
  static FloatVector logOfNormal(FloatVector x, FloatVector bias, FloatVector rest) {
    IntVector bits = x.reinterpretAsInts().add(0x3f800000 - 0x3f3504f3);
    IntVector exponent = bits.lanewise(VectorOperators.LSHR, 23).add(ROUND_BITS - 127);
    FloatVector k = exponent.reinterpretAsFloats().sub(ROUND).add(bias);
    IntVector fraction = bits.and(0x007fffff).add(0x3f3504f3);
    return logOfReduced(fraction.reinterpretAsFloats().sub(1), k, rest);
  }

  /// `k ln 2 + ln(1 + f) + rest` for `1 + f` in [√½, √2] and a tiny rest.
  static FloatVector logOfReduced(FloatVector f, FloatVector k, FloatVector rest) {
    FloatVector s = f.div(f.add(2));
    FloatVector z = s.mul(s);
    FloatVector p = FloatVector.broadcast(S, 0xf89e26p-26f);
    p = p.fma(z, FloatVector.broadcast(S, 0x91e9eep-25f));
    p = p.fma(z, FloatVector.broadcast(S, 0xccce13p-25f));
    p = p.fma(z, FloatVector.broadcast(S, 0xaaaaaap-24f));
    FloatVector halfSquare = f.mul(f).mul(.5f);
    FloatVector low = s.fma(p.fma(z, halfSquare), k.fma(FloatVector.broadcast(S, LN2_LOW), rest));
    return k.fma(FloatVector.broadcast(S, LN2_HIGH), low.sub(halfSquare).add(f));
  }

  /// `1 / (1 + e⁻ˣ)` in terms of `e⁻|ˣ| ≤ 1`, which can't overflow.
  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector one = FloatVector.broadcast(S, 1);
    return one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /// Near 0 a polynomial, elsewhere `1 − 2/(e²|ˣ| + 1)` with the sign of `x`, which `−0` keeps as
  /// well.
  static FloatVector tanh(FloatVector x) {
    FloatVector size = x.abs();
    FloatVector y = tanhFar(size).blend(tanhNear(size), size.compare(VectorOperators.LT, .625f));
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  private static FloatVector tanhFar(FloatVector size) {
    FloatVector twice = size.min(10).mul(2);
    FloatVector t = twice.mul(LOG2_E).add(ROUND);
    FloatVector n = t.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), twice);
    r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
    IntVector exponent = t.reinterpretAsInts().sub(ROUND_BITS - 127);
    FloatVector scale = exponent.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    FloatVector e = expm1OfReduced(r).fma(scale, scale);
    return FloatVector.broadcast(S, 2).div(e.add(1)).neg().add(1);
  }

  private static FloatVector tanhNear(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -0.0057049887f);
    p = p.fma(z, FloatVector.broadcast(S, 0.020639088f));
    p = p.fma(z, FloatVector.broadcast(S, -0.053739715f));
    p = p.fma(z, FloatVector.broadcast(S, 0.13331442f));
    p = p.fma(z, FloatVector.broadcast(S, -0.3333328f));
    return p.mul(z).fma(x, x);
  }

  /// The signs of zeros, which the additions lose, are put back.
  static FloatVector sin(FloatVector x) {
    FloatVector y = sinOfQuarter(x, 0).blend(x, x.compare(VectorOperators.EQ, 0));
    VectorMask<Float> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    if (large.anyTrue()) {
      float[] values = y.toArray();
      repair(x.toArray(), values, false);
      return FloatVector.fromArray(S, values, 0);
    }
    return y;
  }

  static FloatVector cos(FloatVector x) {
    FloatVector y = sinOfQuarter(x, 1);
    VectorMask<Float> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    if (large.anyTrue()) {
      float[] values = y.toArray();
      repair(x.toArray(), values, true);
      return FloatVector.fromArray(S, values, 0);
    }
    return y;
  }

  /// `sin(x + quarter·π/2)`: with `x = n·π/2 + r` it is, by turns, sin r, cos r, −sin r, −cos r.
  private static FloatVector sinOfQuarter(FloatVector x, int quarter) {
    FloatVector t = x.mul(TWO_OVER_PI).add(ROUND);
    FloatVector n = t.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -PI_2_HIGH), x);
    r = n.fma(FloatVector.broadcast(S, -PI_2_MIDDLE), r);
    r = n.fma(FloatVector.broadcast(S, -PI_2_LOW), r);
    IntVector quadrant = t.reinterpretAsInts().add(quarter);
    VectorMask<Float> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(S);
    FloatVector y = sinOfReduced(r).blend(cosOfReduced(r), odd);
    IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
    return y.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }

  private static FloatVector sinOfReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector p = FloatVector.broadcast(S, -0.00019515296f);
    p = p.fma(z, FloatVector.broadcast(S, 0.008332161f));
    p = p.fma(z, FloatVector.broadcast(S, -0.16666655f));
    return p.mul(z).fma(r, r);
  }

  private static FloatVector cosOfReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector p = FloatVector.broadcast(S, 2.4433157e-5f);
    p = p.fma(z, FloatVector.broadcast(S, -0.0013887316f));
    p = p.fma(z, FloatVector.broadcast(S, 0.041666646f));
    p = p.fma(z, FloatVector.broadcast(S, -.5f));
    return p.fma(z, FloatVector.broadcast(S, 1));
  }

  /// Takes sines or cosines of large angles one by one. (From arrays: a vector handed to a method
  /// that isn't inlined would be allocated, in every round of the loop.)
  private static void repair(float[] angles, float[] values, boolean cos) {
    for (int i = 0; i < angles.length; i++) {
      if (Math.abs(angles[i]) > LARGE_ANGLE) {
        values[i] = (float) (cos ? Math.cos(angles[i]) : Math.sin(angles[i]));
      }
    }
  }
}
