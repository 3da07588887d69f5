package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The loops over [VectorFloatMath]; [VectorDoubleMathLoops] is the twin.
///
/// Every step is masked, whole vectors too: that leaves one body for the JIT to inline, which gives
/// up on inlining (and begins to allocate vectors) at some 18,000 nodes.
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
      case POW -> Optional.of(VectorFloatPow.loop());
      default -> Optional.empty();
    };
  }

  private static TileLoop exp() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.exp(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop log() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.log(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop sin() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.sin(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop cos() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.cos(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop tanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.tanh(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop sigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.sigmoid(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }
}
