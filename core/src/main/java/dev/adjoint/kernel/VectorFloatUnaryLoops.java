package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f32 functions of one argument on the Vector API; [VectorDoubleUnaryLoops] is the
/// twin.
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
      case EXP -> Optional.of(exp());
      case LOG -> Optional.of(log());
      case SIN -> Optional.of(sin());
      case COS -> Optional.of(cos());
      case TANH -> Optional.of(tanh());
      case SIGMOID -> Optional.of(sigmoid());
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
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector.fromArray(S, p, i + t, m).neg().intoArray(r, k + t, m);
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
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector.fromArray(S, p, i + t, m).sqrt().intoArray(r, k + t, m);
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
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector.fromArray(S, p, i + t, m).abs().intoArray(r, k + t, m);
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
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        FloatVector.fromArray(S, p, i + t, m).max(0).intoArray(r, k + t, m);
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
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.square(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
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
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.sign(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop exp() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.exp(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.exp(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop log() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.log(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.log(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop sin() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.sin(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.sin(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop cos() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.cos(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.cos(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop tanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.tanh(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.tanh(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop sigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorFloatMath.sigmoid(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
      if (t < n) {
        VectorMask<Float> m = S.indexInRange(t, n);
        VectorFloatMath.sigmoid(FloatVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }
}
