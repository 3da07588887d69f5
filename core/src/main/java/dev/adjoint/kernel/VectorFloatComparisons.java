package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The comparisons of f32, and the choice by one, on the Vector API; [VectorDoubleComparisons] is
/// the twin. A mask has no masked store, so the tails are plain: comparisons are exact either way.
final class VectorFloatComparisons {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorFloatComparisons() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case EQUAL -> Optional.of(equal());
      case NOT_EQUAL -> Optional.of(notEqual());
      case LESS -> Optional.of(less());
      case LESS_EQUAL -> Optional.of(lessEqual());
      case GREATER -> Optional.of(greater());
      case GREATER_EQUAL -> Optional.of(greaterEqual());
      case WHERE -> Optional.of(where());
      default -> Optional.empty();
    };
  }

  static Optional<TileLoop> loop(Curve f) {
    return switch (f) {
      case IS_NAN -> Optional.of(isNaN());
      case IS_INFINITE -> Optional.of(isInfinite());
      case IS_FINITE -> Optional.of(isFinite());
      default -> Optional.empty();
    };
  }

  private static TileLoop equal() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        x.compare(VectorOperators.EQ, FloatVector.fromArray(S, q, j + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] == q[j + t];
      }
    };
  }

  private static TileLoop notEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        x.compare(VectorOperators.NE, FloatVector.fromArray(S, q, j + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] != q[j + t];
      }
    };
  }

  private static TileLoop less() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        x.compare(VectorOperators.LT, FloatVector.fromArray(S, q, j + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] < q[j + t];
      }
    };
  }

  private static TileLoop lessEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        x.compare(VectorOperators.LE, FloatVector.fromArray(S, q, j + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] <= q[j + t];
      }
    };
  }

  private static TileLoop greater() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        x.compare(VectorOperators.GT, FloatVector.fromArray(S, q, j + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] > q[j + t];
      }
    };
  }

  private static TileLoop greaterEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      float[] q = (float[]) b;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector x = FloatVector.fromArray(S, p, i + t);
        x.compare(VectorOperators.GE, FloatVector.fromArray(S, q, j + t)).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] >= q[j + t];
      }
    };
  }

  private static TileLoop where() {
    return (a, i, b, j, c, l, y, k, n) -> {
      boolean[] o = (boolean[]) a;
      float[] p = (float[]) b;
      float[] q = (float[]) c;
      float[] r = (float[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        VectorMask<Float> m = VectorMask.fromArray(S, o, i + t);
        FloatVector.fromArray(S, q, l + t)
            .blend(FloatVector.fromArray(S, p, j + t), m)
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = o[i + t] ? p[j + t] : q[l + t];
      }
    };
  }

  private static TileLoop isNaN() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).test(VectorOperators.IS_NAN).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Float.isNaN(p[i + t]);
      }
    };
  }

  private static TileLoop isInfinite() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).test(VectorOperators.IS_INFINITE).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Float.isInfinite(p[i + t]);
      }
    };
  }

  private static TileLoop isFinite() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      boolean[] r = (boolean[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        FloatVector.fromArray(S, p, i + t).test(VectorOperators.IS_FINITE).intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Float.isFinite(p[i + t]);
      }
    };
  }
}
