package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f32 functions of two arguments on the Vector API; [VectorDoubleBinaryLoops] is the
/// twin. What is left after whole vectors is done one by one.
final class VectorFloatBinaryLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatBinaryLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case ADD -> Optional.of(add());
      case SUB -> Optional.of(sub());
      case MUL -> Optional.of(mul());
      case DIV -> Optional.of(div());
      case MAXIMUM -> Optional.of(maximum());
      case MINIMUM -> Optional.of(minimum());
      case POW -> Optional.of(VectorFloatPow.loop());
      default -> Optional.empty();
    };
  }

  private static TileLoop add() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .add(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] + q[j + t];
      }
    };
  }

  private static TileLoop sub() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .sub(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] - q[j + t];
      }
    };
  }

  private static TileLoop mul() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .mul(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] * q[j + t];
      }
    };
  }

  private static TileLoop div() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .div(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] / q[j + t];
      }
    };
  }

  private static TileLoop maximum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .max(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.max(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop minimum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t)
            .min(FloatVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.min(p[i + t], q[j + t]);
      }
    };
  }
}
