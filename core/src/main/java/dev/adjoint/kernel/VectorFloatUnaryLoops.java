package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of simple f32 functions of one argument on the Vector API; [VectorDoubleUnaryLoops] is
/// the twin.
final class VectorFloatUnaryLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatUnaryLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case NEG -> Optional.of(neg());
      case SQRT -> Optional.of(sqrt());
      case ABS -> Optional.of(abs());
      case RELU -> Optional.of(relu());
      case SQUARE -> Optional.of(square());
      case SIGN -> Optional.of(sign());
      default -> Optional.empty();
    };
  }

  private static TileLoop neg() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).neg().intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = -p[i + t];
      }
    };
  }

  private static TileLoop sqrt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).sqrt().intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = (float) Math.sqrt(p[i + t]);
      }
    };
  }

  private static TileLoop abs() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).abs().intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.abs(p[i + t]);
      }
    };
  }

  private static TileLoop relu() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).max(0).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.max(p[i + t], 0);
      }
    };
  }

  private static TileLoop square() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.square(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] * p[i + t];
      }
    };
  }

  private static TileLoop sign() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.sign(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.signum(p[i + t]);
      }
    };
  }
}
