package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Functions of f64 vectors that are made of `eˣ − 1`, in forms that neither cancel nor overflow;
/// [VectorFloatExponentials] is the twin.
final class VectorDoubleExponentials {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /// Below it `e − 1` and its like are `x` to all digits.
  private static final double TINY = 0x1p-55;

  /// Below it `eˣ − 1` is −1 to all digits.
  private static final double FLAT = -40;

  /// Above it `eˣ / 2` is infinite.
  private static final double HUGE = 710.7;

  private VectorDoubleExponentials() {}

  static DoubleVector expm1(DoubleVector x) {
    return quarterOfExpm1(x).mul(4).blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  /// `(eˣ − 1) / 4 = 2ⁿ⁻²·(eʳ − 1) + (2ⁿ⁻² − ¼)`: a quarter does not overflow where `sinh x`
  /// doesn't.
  private static DoubleVector quarterOfExpm1(DoubleVector x) {
    DoubleVector near = x.max(FLAT).min(HUGE);
    DoubleVector t = near.mul(VectorDoubleMath.LOG2_E).add(VectorDoubleMath.ROUND);
    DoubleVector n = t.sub(VectorDoubleMath.ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -VectorDoubleMath.LN2_HIGH), near);
    r = n.fma(DoubleVector.broadcast(S, -VectorDoubleMath.LN2_LOW), r);
    LongVector exponent = t.reinterpretAsLongs().sub(VectorDoubleMath.ROUND_BITS - 1021);
    DoubleVector scale = exponent.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles();
    return VectorDoubleMath.expm1OfReduced(r).fma(scale, scale.sub(.25));
  }

  /// With `E = e|ˣ| − 1` it is `(E + E / (E + 1)) / 2`, and has the sign of `x`.
  static DoubleVector sinh(DoubleVector x) {
    DoubleVector q = quarterOfExpm1(x.abs());
    DoubleVector y = q.add(q.div(q.mul(4).add(1))).mul(2);
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    return y.reinterpretAsLongs()
        .or(sign)
        .reinterpretAsDoubles()
        .blend(x, x.abs().compare(VectorOperators.LT, TINY));
  }

  /// `(E + 1 + 1 / (E + 1)) / 2`.
  static DoubleVector cosh(DoubleVector x) {
    DoubleVector q = quarterOfExpm1(x.abs());
    return DoubleVector.broadcast(S, .5).div(q.mul(4).add(1)).add(.5).add(q.mul(2));
  }

  /// `c x` where `x > 0`, else `d (eˣ − 1)`.
  static DoubleVector elu(DoubleVector x, double c, double d) {
    return expm1(x).mul(d).blend(x.mul(c), x.compare(VectorOperators.GT, 0));
  }
}
