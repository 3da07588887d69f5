package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f32 activation functions made of straight lines and exponentials on the Vector API;
/// [VectorDoubleActivations] is the twin.
final class VectorFloatActivations {
  static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatActivations() {}

  static Optional<TileLoop> loop(Curve f, double... p) {
    return switch (f) {
      case CLIP -> Optional.of(clip((float) p[0], (float) p[1]));
      case HARD_SIGMOID -> Optional.of(hardSigmoid(p[0], p[1]));
      case LEAKY_RELU -> Optional.of(leakyRelu((float) p[0]));
      case ELU -> Optional.of(elu((float) p[0], (float) p[1]));
      default -> Optional.empty();
    };
  }

  private static TileLoop clip(float low, float high) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector.fromArray(S, p, i + t).max(low).min(high).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop hardSigmoid(double slope, double offset) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.hardSigmoid(FloatVector.fromArray(S, p, i + t), slope, offset)
            .intoArray(r, k + t);
      }
    };
  }

  private static TileLoop leakyRelu(float alpha) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.leakyRelu(FloatVector.fromArray(S, p, i + t), alpha).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop elu(float c, float d) {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatExponentials.elu(FloatVector.fromArray(S, p, i + t), c, d).intoArray(r, k + t);
      }
    };
  }

  static TileLoop gated() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        gated(FloatVector.fromArray(S, p, i + t), FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `x s`, which is 0 where `s` is.
  static FloatVector gated(FloatVector x, FloatVector f) {
    return x.blend(-64, x.compare(VectorOperators.LT, -64)).mul(f);
  }
}
