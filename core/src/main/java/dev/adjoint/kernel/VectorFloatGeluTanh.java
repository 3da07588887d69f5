package dev.adjoint.kernel;

import static dev.adjoint.kernel.Chain.X;
import static dev.adjoint.kernel.Chain.Y;

import dev.adjoint.array.DType;
import dev.adjoint.kernel.Chain.Stage;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of GELU's approximation by a tanh in f32, `x σ(u)` for `u = 2 √(2/π) (x + 0.044715
/// x³)`, on the Vector API; [VectorDoubleGeluTanh] is the twin.
final class VectorFloatGeluTanh {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final DType DTYPE = DType.FLOAT32;

  // 2√(2/π) and 0.044715 times that
  private static final float GELU_1 = 1.5957692f;
  private static final float GELU_3 = 0.071354814f;

  // both over ln 2, each in two parts; the first a multiple of 2⁻¹⁹
  private static final float ANGLE_1 = 2.3022079467773438f;
  private static final float ANGLE_1_LOW = 2.5136697e-07f;
  private static final float ANGLE_3 = 0.10294324f;
  private static final float ANGLE_3_LOW = -2.0161985e-09f;

  /// Below it the gate is 0, by half the smallest number there is.
  private static final float GATE_SHUT = -10.75f;

  /// Above it the gate is 1 to all digits.
  private static final float GATE_OPEN = 6;

  private VectorFloatGeluTanh() {}

  static Optional<TileLoop> loop(Curve f) {
    return switch (f) {
      case GELU_TANH ->
          Optional.of(
              new Chain(
                  DTYPE,
                  new Stage(geluTanhGate(), X, X, X, 1),
                  new Stage(VectorFloatActivations.gated(), X, 1, 1, Y)));
      case GELU_TANH_GATE -> Optional.of(geluTanhGate());
      case GELU_TANH_SLOPE -> Optional.of(geluTanhSlope());
      default -> Optional.empty();
    };
  }

  /// `σ(u) = 2⁻ⁿ / (2⁻ⁿ + 2ʳ)` for `u = x (a + b x²)` and `−u / ln 2 = n + r`.
  ///
  /// The angle is taken to twice the digits, as an error in it is one relative to the gate in the
  /// lower tail. The high part of the linear factor is a multiple of the last digit of any sum `a +
  /// b x²`, so that what the sum has lost is found by two operations. The quotient is scaled last,
  /// so that a tail below the smallest normal number is rounded once.
  private static TileLoop geluTanhGate() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        geluTanhGate(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  static FloatVector geluTanhGate(FloatVector x) {
    FloatVector cube = FloatVector.broadcast(S, -ANGLE_3);
    x = x.blend(GATE_SHUT, x.compare(VectorOperators.LT, GATE_SHUT));
    x = x.blend(GATE_OPEN, x.compare(VectorOperators.GT, GATE_OPEN));
    FloatVector square = x.mul(x);
    FloatVector sum = square.fma(cube, FloatVector.broadcast(S, -ANGLE_1));
    FloatVector low = square.fma(cube, sum.add(ANGLE_1).neg()).sub(ANGLE_1_LOW);
    low = square.fma(FloatVector.broadcast(S, -ANGLE_3_LOW), low);
    low = x.fma(x, square.neg()).fma(cube, low);
    FloatVector u = x.mul(sum);
    FloatVector z = u.add(VectorFloatMath.ROUND);
    FloatVector rest = x.fma(low, x.fma(sum, u.neg()));
    rest = rest.add(u.sub(z.sub(VectorFloatMath.ROUND)));
    IntVector scale = z.reinterpretAsInts().sub(VectorFloatMath.ROUND_BITS);
    IntVector half = scale.lanewise(VectorOperators.ASHR, 1);
    FloatVector high = VectorFloatMath.powerOf2(half.neg());
    FloatVector last = VectorFloatMath.powerOf2(half.sub(scale));
    return high.div(high.fma(last, VectorFloatMath.exp2OfReduced(rest))).mul(last);
  }

  /// `s (1 + x (1 − s) u′)` for `s = σ(u)`.
  private static TileLoop geluTanhSlope() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        slope(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// Far out `s` is 0 or 1, and the slope too.
  static FloatVector slope(FloatVector x, FloatVector s) {
    x = x.blend(-64, x.compare(VectorOperators.LT, -64));
    x = x.blend(64, x.compare(VectorOperators.GT, 64));
    FloatVector one = FloatVector.broadcast(S, 1);
    FloatVector slope =
        x.mul(x).fma(FloatVector.broadcast(S, 3 * GELU_3), FloatVector.broadcast(S, GELU_1));
    return one.sub(s).mul(x).fma(slope, one).mul(s);
  }
}
