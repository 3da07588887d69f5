package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops over [VectorFloatMath], for whole vectors; [VectorDoubleMathLoops] is the twin.
final class VectorFloatMathLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatMathLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case EXP -> Optional.of(exp());
      case LOG -> Optional.of(log());
      case SIN -> Optional.of(sin());
      case COS -> Optional.of(cos());
      case TANH -> Optional.of(tanh());
      case SIGMOID -> Optional.of(sigmoid());
      default -> Optional.empty();
    };
  }

  private static TileLoop exp() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.exp(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop log() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.log(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop sin() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.sin(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop cos() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.cos(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop tanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.tanh(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop sigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatMath.sigmoid(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }
}
