package dev.adjoint.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The f64 functions that [VectorFormulas] may put together, on one vector each, without a branch.
/// A method has the name of its function in [Elementary] or [Curve], and the bits of that
/// function's loop. [VectorFloatForms] is the twin.
final class VectorDoubleForms {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;

  private VectorDoubleForms() {}

  static DoubleVector load(double[] x, int i) {
    return DoubleVector.fromArray(S, x, i);
  }

  static VectorMask<Double> loadMask(boolean[] x, int i) {
    return VectorMask.fromArray(S, x, i);
  }

  static void store(DoubleVector x, double[] y, int i) {
    x.intoArray(y, i);
  }

  static void storeMask(VectorMask<Double> x, boolean[] y, int i) {
    x.intoArray(y, i);
  }

  static DoubleVector neg(DoubleVector x) {
    return x.neg();
  }

  static DoubleVector sqrt(DoubleVector x) {
    return x.sqrt();
  }

  static DoubleVector square(DoubleVector x) {
    return VectorDoubleMath.square(x);
  }

  static DoubleVector abs(DoubleVector x) {
    return x.abs();
  }

  static DoubleVector sign(DoubleVector x) {
    return VectorDoubleMath.sign(x);
  }

  static DoubleVector relu(DoubleVector x) {
    return x.max(0);
  }

  static DoubleVector identity(DoubleVector x) {
    return x;
  }

  static DoubleVector reciprocal(DoubleVector x) {
    return DoubleVector.broadcast(S, 1).div(x);
  }

  static DoubleVector rsqrt(DoubleVector x) {
    return DoubleVector.broadcast(S, 1).div(x.sqrt());
  }

  static DoubleVector add(DoubleVector x, DoubleVector y) {
    return x.add(y);
  }

  static DoubleVector sub(DoubleVector x, DoubleVector y) {
    return x.sub(y);
  }

  static DoubleVector mul(DoubleVector x, DoubleVector y) {
    return x.mul(y);
  }

  static DoubleVector div(DoubleVector x, DoubleVector y) {
    return x.div(y);
  }

  static DoubleVector maximum(DoubleVector x, DoubleVector y) {
    return x.max(y);
  }

  static DoubleVector minimum(DoubleVector x, DoubleVector y) {
    return x.min(y);
  }

  static VectorMask<Double> equal(DoubleVector x, DoubleVector y) {
    return x.compare(VectorOperators.EQ, y);
  }

  static VectorMask<Double> notEqual(DoubleVector x, DoubleVector y) {
    return x.compare(VectorOperators.NE, y);
  }

  static VectorMask<Double> less(DoubleVector x, DoubleVector y) {
    return x.compare(VectorOperators.LT, y);
  }

  static VectorMask<Double> lessEqual(DoubleVector x, DoubleVector y) {
    return x.compare(VectorOperators.LE, y);
  }

  static VectorMask<Double> greater(DoubleVector x, DoubleVector y) {
    return x.compare(VectorOperators.GT, y);
  }

  static VectorMask<Double> greaterEqual(DoubleVector x, DoubleVector y) {
    return x.compare(VectorOperators.GE, y);
  }

  static DoubleVector where(VectorMask<Double> condition, DoubleVector x, DoubleVector y) {
    return y.blend(x, condition);
  }

  static VectorMask<Double> and(VectorMask<Double> x, VectorMask<Double> y) {
    return x.and(y);
  }

  static VectorMask<Double> or(VectorMask<Double> x, VectorMask<Double> y) {
    return x.or(y);
  }

  static VectorMask<Double> not(VectorMask<Double> x) {
    return x.not();
  }

  static DoubleVector clip(DoubleVector x, double low, double high) {
    return x.max(low).min(high);
  }

  static DoubleVector leakyRelu(DoubleVector x, double alpha) {
    return VectorDoubleMath.leakyRelu(x, alpha);
  }

  static DoubleVector exp(DoubleVector x) {
    return VectorDoubleMath.exp(x);
  }

  static DoubleVector log(DoubleVector x) {
    return VectorDoubleMath.log(x);
  }

  static DoubleVector tanh(DoubleVector x) {
    return VectorDoubleMath.tanh(x);
  }

  static DoubleVector sigmoid(DoubleVector x) {
    return VectorDoubleMath.sigmoid(x);
  }

  static DoubleVector expm1(DoubleVector x) {
    return VectorDoubleExponentials.expm1(x);
  }

  static DoubleVector sinh(DoubleVector x) {
    return VectorDoubleExponentials.sinh(x);
  }

  static DoubleVector cosh(DoubleVector x) {
    return VectorDoubleExponentials.cosh(x);
  }

  static DoubleVector elu(DoubleVector x, double c, double d) {
    return VectorDoubleExponentials.elu(x, c, d);
  }

  static DoubleVector hardSigmoid(DoubleVector x, double slope, double offset) {
    return VectorDoubleMath.hardSigmoid(x, slope, offset);
  }

  static DoubleVector log1p(DoubleVector x) {
    return VectorDoubleGates.log1p(x);
  }

  static DoubleVector softplus(DoubleVector x) {
    return VectorDoubleGates.plus(x, VectorDoubleGates.log1pOfUnit(VectorDoubleGates.tail(x)));
  }

  static DoubleVector logSigmoid(DoubleVector x) {
    return VectorDoubleGates.minus(x, VectorDoubleGates.log1pOfUnit(VectorDoubleGates.tail(x)));
  }

  static DoubleVector silu(DoubleVector x) {
    return VectorDoubleGates.gate(
        x, x, VectorDoubleGates.exponential(VectorDoubleGates.reduced(x)));
  }

  static DoubleVector geluTanh(DoubleVector x) {
    return VectorDoubleActivations.gated(x, geluTanhGate(x));
  }

  static DoubleVector bell(DoubleVector x, double rate) {
    return tail(x, DoubleVector.broadcast(S, 1), rate);
  }

  static DoubleVector erf(DoubleVector x) {
    return VectorDoubleNormal.erf(x, tail(x, ratio(x, VectorDoubleNormal.ROOT_2), 1));
  }

  static DoubleVector geluTanhGate(DoubleVector x) {
    return VectorDoubleGeluTanh.geluTanhGate(x, VectorDoubleGeluTanh.reducedAngle(x));
  }

  /// A factor times `e^(−c x²)`.
  private static DoubleVector tail(DoubleVector x, DoubleVector factor, double rate) {
    return VectorDoubleNormal.scaled(
        x, factor, VectorDoubleGates.exponential(VectorDoubleNormal.reduced(x, rate)), rate);
  }

  private static DoubleVector ratio(DoubleVector x, double scale) {
    return VectorDoubleNormal.ratio(
        x, VectorDoubleNormal.polynomial(VectorDoubleNormal.bent(x, scale)), scale);
  }

  static DoubleVector geluTanhSlope(DoubleVector x, DoubleVector gate) {
    return VectorDoubleGeluTanh.slope(x, gate);
  }
}
