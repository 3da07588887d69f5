package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Tangents and their inverses, and rounding, of f64 vectors; [VectorFloatAngles] is the twin. The
/// polynomials are fitted here.
final class VectorDoubleAngles {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  /// From here on all numbers are whole.
  private static final double WHOLE = 0x1p52;

  private VectorDoubleAngles() {}

  /// With `x = n·π/2 + r` it is by turns `tan r` and `−1 / tan r`.
  static DoubleVector tan(DoubleVector x) {
    DoubleVector y = tanOfMany(x).blend(x, x.compare(VectorOperators.EQ, 0));
    VectorMask<Double> large = x.abs().compare(VectorOperators.GT, VectorDoubleMath.LARGE_ANGLE);
    if (large.anyTrue()) {
      double[] values = y.toArray();
      repair(x.toArray(), values);
      return DoubleVector.fromArray(S, values, 0);
    }
    return y;
  }

  private static DoubleVector tanOfMany(DoubleVector x) {
    DoubleVector t = x.mul(VectorDoubleMath.TWO_OVER_PI).add(VectorDoubleMath.ROUND);
    DoubleVector n = t.sub(VectorDoubleMath.ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(S, -VectorDoubleMath.PI_2_HIGH), x);
    r = n.fma(DoubleVector.broadcast(S, -VectorDoubleMath.PI_2_MIDDLE), r);
    r = n.fma(DoubleVector.broadcast(S, -VectorDoubleMath.PI_2_LOW), r);
    DoubleVector y = tanOfReduced(r);
    VectorMask<Double> odd = t.reinterpretAsLongs().and(1).compare(VectorOperators.NE, 0).cast(S);
    return y.blend(DoubleVector.broadcast(S, -1).div(y), odd);
  }

  private static DoubleVector tanOfReduced(DoubleVector r) {
    DoubleVector z = r.mul(r);
    DoubleVector p = DoubleVector.broadcast(S, 1.8525064378288602e-05);
    p = p.fma(z, DoubleVector.broadcast(S, -3.4891217571741475e-05));
    p = p.fma(z, DoubleVector.broadcast(S, 7.046224243157536e-05));
    p = p.fma(z, DoubleVector.broadcast(S, -5.182877463234467e-06));
    p = p.fma(z, DoubleVector.broadcast(S, 0.00012109859460390485));
    p = p.fma(z, DoubleVector.broadcast(S, 0.00023005469969000392));
    p = p.fma(z, DoubleVector.broadcast(S, 0.000592399635459401));
    p = p.fma(z, DoubleVector.broadcast(S, 0.0014554055868284093));
    p = p.fma(z, DoubleVector.broadcast(S, 0.003592180343812774));
    p = p.fma(z, DoubleVector.broadcast(S, 0.00886323141484118));
    p = p.fma(z, DoubleVector.broadcast(S, 0.021869488729365484));
    p = p.fma(z, DoubleVector.broadcast(S, 0.053968253963534954));
    p = p.fma(z, DoubleVector.broadcast(S, 0.1333333333333786));
    p = p.fma(z, DoubleVector.broadcast(S, 0.33333333333333326));
    return p.mul(z).fma(r, r);
  }

  private static void repair(double[] angles, double[] values) {
    for (int i = 0; i < angles.length; i++) {
      if (Math.abs(angles[i]) > VectorDoubleMath.LARGE_ANGLE) {
        values[i] = Math.tan(angles[i]);
      }
    }
  }

  /// Of `|x|`, or above 1 what the inverse of `1 / |x|` leaves of π/2, with the sign of `x`.
  static DoubleVector atan(DoubleVector x) {
    DoubleVector a = x.abs();
    VectorMask<Double> far = a.compare(VectorOperators.GT, 1);
    DoubleVector b = a.blend(DoubleVector.broadcast(S, 1).div(a), far);
    DoubleVector y = atanOfUnit(b);
    y = y.blend(y.sub(VectorDoubleMath.PI_2_MIDDLE).neg().add(VectorDoubleMath.PI_2_HIGH), far);
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    return y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
  }

  private static DoubleVector atanOfUnit(DoubleVector x) {
    DoubleVector z = x.mul(x);
    DoubleVector p = DoubleVector.broadcast(S, 1.8377277115204438e-05);
    p = p.fma(z, DoubleVector.broadcast(S, -0.00020297478697025448));
    p = p.fma(z, DoubleVector.broadcast(S, 0.0010628658506489255));
    p = p.fma(z, DoubleVector.broadcast(S, -0.003531546692694186));
    p = p.fma(z, DoubleVector.broadcast(S, 0.008434411915172451));
    p = p.fma(z, DoubleVector.broadcast(S, -0.015622109114691399));
    p = p.fma(z, DoubleVector.broadcast(S, 0.023783009926625073));
    p = p.fma(z, DoubleVector.broadcast(S, -0.03134234937381155));
    p = p.fma(z, DoubleVector.broadcast(S, 0.037532678943879));
    p = p.fma(z, DoubleVector.broadcast(S, -0.04262046422487606));
    p = p.fma(z, DoubleVector.broadcast(S, 0.0473832903641107));
    p = p.fma(z, DoubleVector.broadcast(S, -0.052581243214602516));
    p = p.fma(z, DoubleVector.broadcast(S, 0.058815362807742494));
    p = p.fma(z, DoubleVector.broadcast(S, -0.0666656887249729));
    p = p.fma(z, DoubleVector.broadcast(S, 0.0769229938708738));
    p = p.fma(z, DoubleVector.broadcast(S, -0.09090908618474002));
    p = p.fma(z, DoubleVector.broadcast(S, 0.11111111094607598));
    p = p.fma(z, DoubleVector.broadcast(S, -0.1428571428540805));
    p = p.fma(z, DoubleVector.broadcast(S, 0.19999999999997736));
    p = p.fma(z, DoubleVector.broadcast(S, -0.3333333333333333));
    return p.mul(z).fma(x, x);
  }

  /// The nearest whole number, of two the even one.
  static DoubleVector round(DoubleVector x) {
    return signed(nearest(x), x);
  }

  static DoubleVector floor(DoubleVector x) {
    DoubleVector y = nearest(x);
    return signed(y.blend(y.sub(1), y.compare(VectorOperators.GT, x)), x);
  }

  static DoubleVector ceil(DoubleVector x) {
    DoubleVector y = nearest(x);
    return signed(y.blend(y.add(1), y.compare(VectorOperators.LT, x)), x);
  }

  static DoubleVector trunc(DoubleVector x) {
    return signed(floor(x.abs()), x);
  }

  /// Adding and taking away the first whole range rounds; the sign of a zero may be wrong.
  private static DoubleVector nearest(DoubleVector x) {
    DoubleVector a = x.abs();
    DoubleVector y = signed(a.add(WHOLE).sub(WHOLE), x);
    return x.blend(y, a.compare(VectorOperators.LT, WHOLE));
  }

  /// With the sign of `x`, which `y` has, or should have, if it is 0.
  private static DoubleVector signed(DoubleVector y, DoubleVector x) {
    LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
    return y.reinterpretAsLongs().or(sign).reinterpretAsDoubles();
  }
}
