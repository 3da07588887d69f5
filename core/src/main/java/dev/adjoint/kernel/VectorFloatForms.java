package dev.adjoint.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The f32 functions that [VectorFormulas] may put together, on one vector each, without a branch.
/// A method has the name of its function in [Elementary] or [Curve], and the bits of that
/// function's loop. [VectorDoubleForms] is the twin.
final class VectorFloatForms {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  private VectorFloatForms() {}

  static FloatVector load(float[] x, int i) {
    return FloatVector.fromArray(S, x, i);
  }

  static VectorMask<Float> loadMask(boolean[] x, int i) {
    return VectorMask.fromArray(S, x, i);
  }

  static void store(FloatVector x, float[] y, int i) {
    x.intoArray(y, i);
  }

  static void storeMask(VectorMask<Float> x, boolean[] y, int i) {
    x.intoArray(y, i);
  }

  static FloatVector neg(FloatVector x) {
    return x.neg();
  }

  static FloatVector sqrt(FloatVector x) {
    return x.sqrt();
  }

  static FloatVector square(FloatVector x) {
    return VectorFloatMath.square(x);
  }

  static FloatVector abs(FloatVector x) {
    return x.abs();
  }

  static FloatVector sign(FloatVector x) {
    return VectorFloatMath.sign(x);
  }

  static FloatVector relu(FloatVector x) {
    return x.max(0);
  }

  static FloatVector identity(FloatVector x) {
    return x;
  }

  static FloatVector reciprocal(FloatVector x) {
    return FloatVector.broadcast(S, 1).div(x);
  }

  static FloatVector rsqrt(FloatVector x) {
    return FloatVector.broadcast(S, 1).div(x.sqrt());
  }

  static FloatVector add(FloatVector x, FloatVector y) {
    return x.add(y);
  }

  static FloatVector sub(FloatVector x, FloatVector y) {
    return x.sub(y);
  }

  static FloatVector mul(FloatVector x, FloatVector y) {
    return x.mul(y);
  }

  static FloatVector div(FloatVector x, FloatVector y) {
    return x.div(y);
  }

  static FloatVector maximum(FloatVector x, FloatVector y) {
    return x.max(y);
  }

  static FloatVector minimum(FloatVector x, FloatVector y) {
    return x.min(y);
  }

  static VectorMask<Float> equal(FloatVector x, FloatVector y) {
    return x.compare(VectorOperators.EQ, y);
  }

  static VectorMask<Float> notEqual(FloatVector x, FloatVector y) {
    return x.compare(VectorOperators.NE, y);
  }

  static VectorMask<Float> less(FloatVector x, FloatVector y) {
    return x.compare(VectorOperators.LT, y);
  }

  static VectorMask<Float> lessEqual(FloatVector x, FloatVector y) {
    return x.compare(VectorOperators.LE, y);
  }

  static VectorMask<Float> greater(FloatVector x, FloatVector y) {
    return x.compare(VectorOperators.GT, y);
  }

  static VectorMask<Float> greaterEqual(FloatVector x, FloatVector y) {
    return x.compare(VectorOperators.GE, y);
  }

  static FloatVector where(VectorMask<Float> condition, FloatVector x, FloatVector y) {
    return y.blend(x, condition);
  }

  static VectorMask<Float> and(VectorMask<Float> x, VectorMask<Float> y) {
    return x.and(y);
  }

  static VectorMask<Float> or(VectorMask<Float> x, VectorMask<Float> y) {
    return x.or(y);
  }

  static VectorMask<Float> not(VectorMask<Float> x) {
    return x.not();
  }

  static FloatVector clip(FloatVector x, double low, double high) {
    return x.max((float) low).min((float) high);
  }

  static FloatVector leakyRelu(FloatVector x, double alpha) {
    return VectorFloatMath.leakyRelu(x, (float) alpha);
  }

  static FloatVector exp(FloatVector x) {
    return VectorFloatMath.exp(x);
  }

  static FloatVector log(FloatVector x) {
    return VectorFloatMath.log(x);
  }

  static FloatVector tanh(FloatVector x) {
    return VectorFloatMath.tanh(x);
  }

  static FloatVector sigmoid(FloatVector x) {
    return VectorFloatMath.sigmoid(x);
  }

  static FloatVector geluTanhGate(FloatVector x) {
    return VectorFloatGeluTanh.geluTanhGate(x);
  }

  static FloatVector expm1(FloatVector x) {
    return VectorFloatExponentials.expm1(x);
  }

  static FloatVector sinh(FloatVector x) {
    return VectorFloatExponentials.sinh(x);
  }

  static FloatVector cosh(FloatVector x) {
    return VectorFloatExponentials.cosh(x);
  }

  static FloatVector elu(FloatVector x, double c, double d) {
    return VectorFloatExponentials.elu(x, (float) c, (float) d);
  }

  static FloatVector hardSigmoid(FloatVector x, double slope, double offset) {
    return VectorFloatMath.hardSigmoid(x, slope, offset);
  }

  static FloatVector log1p(FloatVector x) {
    return VectorFloatGates.log1p(x);
  }

  static FloatVector softplus(FloatVector x) {
    return VectorFloatGates.plus(x, VectorFloatGates.log1pOfUnit(VectorFloatGates.tail(x)));
  }

  static FloatVector logSigmoid(FloatVector x) {
    return VectorFloatGates.minus(x, VectorFloatGates.log1pOfUnit(VectorFloatGates.tail(x)));
  }

  static FloatVector silu(FloatVector x) {
    return VectorFloatGates.gate(x, x, VectorFloatGates.exponential(VectorFloatGates.reduced(x)));
  }

  static FloatVector geluTanh(FloatVector x) {
    return VectorFloatActivations.gated(x, geluTanhGate(x));
  }

  static FloatVector bell(FloatVector x, double rate) {
    return tail(x, FloatVector.broadcast(S, 1), (float) rate);
  }

  static FloatVector erf(FloatVector x) {
    return VectorFloatNormal.erf(x, tail(x, ratio(x, VectorFloatNormal.ROOT_2), 1));
  }

  static FloatVector normalCdf(FloatVector x) {
    return VectorFloatNormal.cdf(x, tail(x, ratio(x, 1), .5f));
  }

  static FloatVector erfc(FloatVector x) {
    return VectorFloatNormal.erfc(x, tail(x, ratio(x, VectorFloatNormal.ROOT_2), 1));
  }

  static FloatVector gelu(FloatVector x) {
    return VectorFloatNormal.gelu(
        x,
        tail(
            x,
            VectorFloatNormal.ratioTimesSize(
                x, VectorFloatNormal.polynomial(VectorFloatNormal.bent(x, 1))),
            .5f));
  }

  /// A factor times `e^(−c x²)`.
  private static FloatVector tail(FloatVector x, FloatVector factor, float rate) {
    return VectorFloatNormal.scaled(
        x, factor, VectorFloatGates.exponential(VectorFloatNormal.reduced(x, rate)), rate);
  }

  private static FloatVector ratio(FloatVector x, float scale) {
    return VectorFloatNormal.ratio(
        x, VectorFloatNormal.polynomial(VectorFloatNormal.bent(x, scale)), scale);
  }

  static FloatVector geluTanhSlope(FloatVector x, FloatVector gate) {
    return VectorFloatGeluTanh.slope(x, gate);
  }
}
