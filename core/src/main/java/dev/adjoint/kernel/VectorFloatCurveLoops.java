package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f32 functions of one argument on the Vector API, over [VectorFloatExponentials] and
/// [VectorFloatAngles]; [VectorDoubleCurveLoops] is the twin.
final class VectorFloatCurveLoops {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatCurveLoops() {}

  static Optional<TileLoop> loop(Curve f) {
    return switch (f) {
      case EXPM1 -> Optional.of(expm1());
      case SINH -> Optional.of(sinh());
      case COSH -> Optional.of(cosh());
      case TAN -> Optional.of(tan());
      case ATAN -> Optional.of(atan());
      case FLOOR -> Optional.of(floor());
      case CEIL -> Optional.of(ceil());
      case ROUND -> Optional.of(round());
      case TRUNC -> Optional.of(trunc());
      case RECIPROCAL -> Optional.of(reciprocal());
      case RSQRT -> Optional.of(rsqrt());
      default -> Optional.empty();
    };
  }

  private static TileLoop expm1() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatExponentials.expm1(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop sinh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatExponentials.sinh(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop cosh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatExponentials.cosh(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop tan() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatAngles.tan(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop atan() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatAngles.atan(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop floor() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatAngles.floor(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop ceil() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatAngles.ceil(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop round() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatAngles.round(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop trunc() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        VectorFloatAngles.trunc(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop reciprocal() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector.broadcast(S, 1).div(FloatVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop rsqrt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t += L) {
        FloatVector.broadcast(S, 1)
            .div(FloatVector.fromArray(S, p, i + t).sqrt())
            .intoArray(r, k + t);
      }
    };
  }
}
