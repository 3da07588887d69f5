package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Elementary functions of f32 vectors, made of exactly rounded operations alone;
/// [VectorDoubleMath] is the twin.
///
/// Polynomials: S. Moshier, *Cephes Mathematical Library* (single precision); `log`: FreeBSD msun.
final class VectorFloatMath {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;

  /// Adding it rounds to the nearest integer, and leaves that in the low bits.
  private static final float ROUND = 0x1.8p23f;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private static final float LOG2_E = 1.44269504f;
  private static final float LN2_HIGH = 0.693147182f;
  private static final float LN2_LOW = -1.9046543e-9f;

  private static final float TWO_OVER_PI = 0.636619747f;
  // π/2 in three parts; the multiply–adds are fused, so that the first product is exact
  private static final float PI_2_HIGH = 1.57079637f;
  private static final float PI_2_MIDDLE = -4.37113883e-8f;
  private static final float PI_2_LOW = -1.71512489e-15f;

  /// Above it the reduction of an angle would lose digits: [Math] takes over.
  private static final float LARGE_ANGLE = 10_000;

  private VectorFloatMath() {}

  static FloatVector square(FloatVector x) {
    return x.mul(x);
  }

  /// ±1; zeros and NaN stay as they are.
  static FloatVector sign(FloatVector x) {
    return x.blend(1, x.compare(VectorOperators.GT, 0)).blend(-1, x.compare(VectorOperators.LT, 0));
  }

  /// `eˣ = 2ⁿ·eʳ` with `n` the integer next to `x/ln 2`. The scaling is in two steps, since `2ⁿ`
  /// may be out of range where the product is not.
  static FloatVector exp(FloatVector x) {
    FloatVector t = x.fma(LOG2_E, ROUND);
    FloatVector n = t.sub(ROUND);
    FloatVector r = less(less(x, n, LN2_HIGH), n, LN2_LOW);
    IntVector scale = t.reinterpretAsInts().sub(ROUND_BITS);
    IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
    return expOfReduced(r)
        .mul(power(half))
        .mul(power(scale.sub(half)))
        .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, 89))
        .blend(0, x.compare(VectorOperators.LT, -104));
  }

  /// `eʳ` for `|r| ≤ ln 2 / 2`.
  private static FloatVector expOfReduced(FloatVector r) {
    FloatVector p = FloatVector.broadcast(S, 1.9875691500e-4f);
    p = horner(p, r, 1.3981999507e-3f);
    p = horner(p, r, 8.3334519073e-3f);
    p = horner(p, r, 4.1665795894e-2f);
    p = horner(p, r, 1.6666665459e-1f);
    p = horner(p, r, 5.0000001201e-1f);
    return p.fma(r.mul(r), r).add(1);
  }

  private static FloatVector horner(FloatVector p, FloatVector x, float c) {
    return p.fma(x, FloatVector.broadcast(S, c));
  }

  /// `x − n·c`.
  private static FloatVector less(FloatVector x, FloatVector n, float c) {
    return n.fma(FloatVector.broadcast(S, -c), x);
  }

  /// `2ⁿ`.
  private static FloatVector power(IntVector n) {
    return n.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  /// `ln x = k·ln 2 + ln(1 + f)` with `1 + f` in [√½, √2].
  static FloatVector log(FloatVector x) {
    VectorMask<Float> tiny = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul(0x1p25f), tiny).reinterpretAsInts().add(0x3f800000 - 0x3f3504f3);
    IntVector exponent = bits.lanewise(VectorOperators.LSHR, 23).add(ROUND_BITS - 127);
    FloatVector k = exponent.reinterpretAsFloats().sub(ROUND);
    k = k.blend(k.sub(25), tiny);
    FloatVector f = bits.and(0x007fffff).add(0x3f3504f3).reinterpretAsFloats().sub(1);
    return logOfReduced(f, k)
        .blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0))
        .blend(Float.NaN, x.compare(VectorOperators.LT, 0))
        .blend(x, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY).not());
  }

  private static FloatVector logOfReduced(FloatVector f, FloatVector k) {
    FloatVector s = f.div(f.add(2));
    FloatVector z = s.mul(s);
    FloatVector p = FloatVector.broadcast(S, 0xf89e26p-26f);
    p = horner(p, z, 0x91e9eep-25f);
    p = horner(p, z, 0xccce13p-25f);
    p = horner(p, z, 0xaaaaaap-24f);
    FloatVector halfSquare = f.mul(f).mul(.5f);
    FloatVector low = s.fma(p.fma(z, halfSquare), k.mul(LN2_LOW));
    return k.fma(FloatVector.broadcast(S, LN2_HIGH), low.sub(halfSquare).add(f));
  }

  /// `1 / (1 + e⁻ˣ)` in terms of `e⁻|ˣ| ≤ 1`, which can't overflow.
  static FloatVector sigmoid(FloatVector x) {
    FloatVector e = exp(x.abs().neg());
    FloatVector one = FloatVector.broadcast(S, 1);
    return one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /// A polynomial near 0, elsewhere `1 − 2 / (e²|ˣ| + 1)` with the sign of `x`.
  static FloatVector tanh(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -5.70498872745e-3f);
    p = horner(p, z, 2.06390887954e-2f);
    p = horner(p, z, -5.37397155531e-2f);
    p = horner(p, z, 1.33314422036e-1f);
    p = horner(p, z, -3.33332819422e-1f);
    FloatVector near = p.mul(z).fma(x, x);
    FloatVector size = x.abs();
    FloatVector two = FloatVector.broadcast(S, 2);
    FloatVector far = two.div(exp(size.add(size)).add(1)).neg().add(1);
    far = far.blend(far.neg(), x.compare(VectorOperators.LT, 0));
    return near.blend(x, x.compare(VectorOperators.EQ, 0))
        .blend(far, size.compare(VectorOperators.GE, .625f));
  }

  /// The signs of zeros, which the additions lose, are put back.
  static FloatVector sin(FloatVector x) {
    FloatVector y = sinOfQuarter(x, 0).blend(x, x.compare(VectorOperators.EQ, 0));
    VectorMask<Float> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    return large.anyTrue() ? repair(x, y, false) : y;
  }

  static FloatVector cos(FloatVector x) {
    FloatVector y = sinOfQuarter(x, 1);
    VectorMask<Float> large = x.abs().compare(VectorOperators.GT, LARGE_ANGLE);
    return large.anyTrue() ? repair(x, y, true) : y;
  }

  /// `sin(x + quarter·π/2)`: with `x = n·π/2 + r` it is, by turns, sin r, cos r, −sin r, −cos r.
  private static FloatVector sinOfQuarter(FloatVector x, int quarter) {
    FloatVector t = x.fma(TWO_OVER_PI, ROUND);
    FloatVector n = t.sub(ROUND);
    FloatVector r = less(less(less(x, n, PI_2_HIGH), n, PI_2_MIDDLE), n, PI_2_LOW);
    IntVector quadrant = t.reinterpretAsInts().add(quarter);
    VectorMask<Float> odd = quadrant.and(1).compare(VectorOperators.NE, 0).cast(S);
    FloatVector y = sinOfReduced(r).blend(cosOfReduced(r), odd);
    IntVector sign = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
    return y.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
  }

  private static FloatVector sinOfReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector p = FloatVector.broadcast(S, -1.9515295891e-4f);
    p = horner(p, z, 8.3321608736e-3f);
    p = horner(p, z, -1.6666654611e-1f);
    return p.mul(z).fma(r, r);
  }

  private static FloatVector cosOfReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector p = FloatVector.broadcast(S, 2.443315711809948e-5f);
    p = horner(p, z, -1.388731625493765e-3f);
    p = horner(p, z, 4.166664568298827e-2f);
    p = horner(p, z, -.5f);
    return p.fma(z, FloatVector.broadcast(S, 1));
  }

  /// Takes sines or cosines of large angles one by one.
  private static FloatVector repair(FloatVector x, FloatVector y, boolean cos) {
    float[] angles = x.toArray();
    float[] values = y.toArray();
    for (int i = 0; i < angles.length; i++) {
      if (Math.abs(angles[i]) > LARGE_ANGLE) {
        values[i] = (float) (cos ? Math.cos(angles[i]) : Math.sin(angles[i]));
      }
    }
    return FloatVector.fromArray(S, values, 0);
  }

  /// `xʸ`, by way of f64; where an operand is 0, infinite or NaN, and for huge exponents, one by
  /// one.
  static FloatVector pow(FloatVector x, FloatVector y) {
    FloatVector low =
        VectorDoubleMath.powForFloats(wide(x, 0), wide(y, 0))
            .convertShape(VectorOperators.D2F, S, 0)
            .reinterpretAsFloats();
    FloatVector high =
        VectorDoubleMath.powForFloats(wide(x, 1), wide(y, 1))
            .convertShape(VectorOperators.D2F, S, -1)
            .reinterpretAsFloats();
    FloatVector z = low.reinterpretAsInts().or(high.reinterpretAsInts()).reinterpretAsFloats();
    return isOrdinary(x, y).allTrue() ? z : repair(x, y, z);
  }

  private static DoubleVector wide(FloatVector x, int part) {
    return (DoubleVector) x.convertShape(VectorOperators.F2D, D, part);
  }

  private static VectorMask<Float> isOrdinary(FloatVector x, FloatVector y) {
    FloatVector size = x.abs();
    return size.compare(VectorOperators.GT, 0)
        .and(size.compare(VectorOperators.LT, Float.POSITIVE_INFINITY))
        .and(y.abs().compare(VectorOperators.LT, 0x1p30f));
  }

  private static FloatVector repair(FloatVector x, FloatVector y, FloatVector z) {
    float[] bases = x.toArray();
    float[] exponents = y.toArray();
    float[] values = z.toArray();
    for (int i = 0; i < bases.length; i++) {
      float size = Math.abs(bases[i]);
      boolean ordinary =
          size > 0 && size < Float.POSITIVE_INFINITY && Math.abs(exponents[i]) < 0x1p30f;
      if (!ordinary) {
        values[i] = (float) Math.pow(bases[i], exponents[i]);
      }
    }
    return FloatVector.fromArray(S, values, 0);
  }
}
