package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of f32 vectors that are made of `eˣ − 1`, in forms that neither cancel nor overflow;
/// [VectorDoubleExponentials] is the twin.
final class VectorFloatExponentials {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  /// Below it `e − 1` and its like are `x` to all digits.
  private static final float TINY = 0x1p-26f;

  /// Below it `eˣ − 1` is −1 to all digits.
  private static final float FLAT = -20;

  /// Above it `eˣ / 2` is infinite.
  private static final float HUGE = 89.7f;

  private VectorFloatExponentials() {}

  static FloatVector expm1(FloatVector x) {
    return quarterOfExpm1(x).mul(4).blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  /// `(eˣ − 1) / 4 = 2ⁿ⁻²·(eʳ − 1) + (2ⁿ⁻² − ¼)`: a quarter does not overflow where `sinh x`
  /// doesn't.
  private static FloatVector quarterOfExpm1(FloatVector x) {
    FloatVector near = x.max(FLAT).min(HUGE);
    FloatVector t = near.mul(VectorFloatMath.LOG2_E).add(VectorFloatMath.ROUND);
    FloatVector n = t.sub(VectorFloatMath.ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(S, -VectorFloatMath.LN2_HIGH), near);
    r = n.fma(FloatVector.broadcast(S, -VectorFloatMath.LN2_LOW), r);
    IntVector exponent = t.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS - 125);
    FloatVector scale = exponent.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    return VectorFloatMath.expm1OfReduced(r).fma(scale, scale.sub(.25f));
  }

  /// With `E = e|ˣ| − 1` it is `(E + E / (E + 1)) / 2`, and has the sign of `x`.
  static FloatVector sinh(FloatVector x) {
    FloatVector q = quarterOfExpm1(x.abs());
    FloatVector y = q.add(q.div(q.mul(4).add(1))).mul(2);
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return y.reinterpretAsInts()
        .or(sign)
        .reinterpretAsFloats()
        .blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  /// `(E + 1 + 1 / (E + 1)) / 2`.
  static FloatVector cosh(FloatVector x) {
    FloatVector q = quarterOfExpm1(x.abs());
    return FloatVector.broadcast(S, .5f).div(q.mul(4).add(1)).add(.5f).add(q.mul(2));
  }

  /// `c x` where `x > 0`, else `d (eˣ − 1)`.
  static FloatVector elu(FloatVector x, float c, float d) {
    return expm1(x).mul(d).blend(x.mul(c), x.compare(VectorOperators.GT, 0));
  }
}
