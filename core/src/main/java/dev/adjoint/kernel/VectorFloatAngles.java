package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Tangents and their inverses, and rounding, of f32 vectors; [VectorDoubleAngles] is the twin. The
/// polynomials are fitted here.
final class VectorFloatAngles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  /// From here on all numbers are whole.
  private static final float WHOLE = 0x1p23f;

  private VectorFloatAngles() {}

  /// With `x = n·π/2 + r` it is by turns `tan r` and `−1 / tan r`.
  static FloatVector tan(FloatVector x) {
    FloatVector y = tanOfMany(x).blend(x, x.compare(VectorOperators.EQ, 0));
    VectorMask<Float> large = x.abs().compare(VectorOperators.GT, VectorFloatMath.LARGE_ANGLE);
    if (large.anyTrue()) {
      float[] values = y.toArray();
      repair(x.toArray(), values);
      return FloatVector.fromArray(S, values, 0);
    }
    return y;
  }

  private static FloatVector tanOfMany(FloatVector x) {
    FloatVector t = x.mul(VectorFloatMath.TWO_OVER_PI).add(VectorFloatMath.ROUND);
    FloatVector n = t.sub(VectorFloatMath.ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -VectorFloatMath.PI_2_HIGH), x);
    r = n.fma(FloatVector.broadcast(S, -VectorFloatMath.PI_2_MIDDLE), r);
    r = n.fma(FloatVector.broadcast(S, -VectorFloatMath.PI_2_LOW), r);
    FloatVector y = tanOfReduced(r);
    VectorMask<Float> odd = t.reinterpretAsInts().and(1).compare(VectorOperators.NE, 0).cast(S);
    return y.blend(FloatVector.broadcast(S, -1).div(y), odd);
  }

  private static FloatVector tanOfReduced(FloatVector r) {
    FloatVector z = r.mul(r);
    FloatVector p = FloatVector.broadcast(S, 0.0038749024f);
    p = p.fma(z, FloatVector.broadcast(S, 0.00113163f));
    p = p.fma(z, FloatVector.broadcast(S, 0.0099958535f));
    p = p.fma(z, FloatVector.broadcast(S, 0.02161149f));
    p = p.fma(z, FloatVector.broadcast(S, 0.05399569f));
    p = p.fma(z, FloatVector.broadcast(S, 0.13333225f));
    p = p.fma(z, FloatVector.broadcast(S, 0.33333334f));
    return p.mul(z).fma(r, r);
  }

  private static void repair(float[] angles, float[] values) {
    for (int i = 0; i < angles.length; i++) {
      if (Math.abs(angles[i]) > VectorFloatMath.LARGE_ANGLE) {
        values[i] = (float) Math.tan(angles[i]);
      }
    }
  }

  /// Of `|x|`, or above 1 what the inverse of `1 / |x|` leaves of π/2, with the sign of `x`.
  static FloatVector atan(FloatVector x) {
    FloatVector a = x.abs();
    VectorMask<Float> far = a.compare(VectorOperators.GT, 1);
    FloatVector b = a.blend(FloatVector.broadcast(S, 1).div(a), far);
    FloatVector y = atanOfUnit(b);
    y = y.blend(y.sub(VectorFloatMath.PI_2_MIDDLE).neg().add(VectorFloatMath.PI_2_HIGH), far);
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  private static FloatVector atanOfUnit(FloatVector x) {
    FloatVector z = x.mul(x);
    FloatVector p = FloatVector.broadcast(S, -0.002421418f);
    p = p.fma(z, FloatVector.broadcast(S, 0.013647297f));
    p = p.fma(z, FloatVector.broadcast(S, -0.036101807f));
    p = p.fma(z, FloatVector.broadcast(S, 0.06270013f));
    p = p.fma(z, FloatVector.broadcast(S, -0.08666388f));
    p = p.fma(z, FloatVector.broadcast(S, 0.1103625f));
    p = p.fma(z, FloatVector.broadcast(S, -0.1427889f));
    p = p.fma(z, FloatVector.broadcast(S, 0.19999756f));
    p = p.fma(z, FloatVector.broadcast(S, -0.3333333f));
    return p.mul(z).fma(x, x);
  }

  /// The nearest whole number, of two the even one.
  static FloatVector round(FloatVector x) {
    return signed(nearest(x), x);
  }

  static FloatVector floor(FloatVector x) {
    FloatVector y = nearest(x);
    return signed(y.blend(y.sub(1), y.compare(VectorOperators.GT, x)), x);
  }

  static FloatVector ceil(FloatVector x) {
    FloatVector y = nearest(x);
    return signed(y.blend(y.add(1), y.compare(VectorOperators.LT, x)), x);
  }

  static FloatVector trunc(FloatVector x) {
    return signed(floor(x.abs()), x);
  }

  /// Adding and taking away the first whole range rounds; the sign of a zero may be wrong.
  private static FloatVector nearest(FloatVector x) {
    FloatVector a = x.abs();
    FloatVector y = signed(a.add(WHOLE).sub(WHOLE), x);
    return x.blend(y, a.compare(VectorOperators.LT, WHOLE));
  }

  /// With the sign of `x`, which `y` has, or should have, if it is 0.
  private static FloatVector signed(FloatVector y, FloatVector x) {
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }
}
