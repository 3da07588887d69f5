package dev.adjoint.kernel;

import dev.adjoint.array.DType;

/// The conversions between dtypes, with the meaning of Java's casts.
final class ScalarCasts {
  private ScalarCasts() {}

  static TileLoop cast(DType from, DType to) {
    return switch (from) {
      case FLOAT32 -> fromFloat(to);
      case FLOAT64 -> fromDouble(to);
      case INT32 -> fromInt(to);
      case BOOL -> fromBoolean(to);
    };
  }

  private static TileLoop fromFloat(DType to) {
    return switch (to) {
      case FLOAT32 -> identity();
      case FLOAT64 -> floatToDouble();
      case INT32 -> floatToInt();
      case BOOL -> floatToBoolean();
    };
  }

  private static TileLoop fromDouble(DType to) {
    return switch (to) {
      case FLOAT32 -> doubleToFloat();
      case FLOAT64 -> identity();
      case INT32 -> doubleToInt();
      case BOOL -> doubleToBoolean();
    };
  }

  private static TileLoop fromInt(DType to) {
    return switch (to) {
      case FLOAT32 -> intToFloat();
      case FLOAT64 -> intToDouble();
      case INT32 -> identity();
      case BOOL -> intToBoolean();
    };
  }

  private static TileLoop fromBoolean(DType to) {
    return switch (to) {
      case FLOAT32 -> booleanToFloat();
      case FLOAT64 -> booleanToDouble();
      case INT32 -> booleanToInt();
      case BOOL -> identity();
    };
  }

  private static TileLoop identity() {
    return (a, i, _, _, _, _, y, k, n) -> System.arraycopy(a, i, y, k, n);
  }

  private static TileLoop floatToDouble() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t];
      }
    };
  }

  private static TileLoop floatToInt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = (int) p[i + t];
      }
    };
  }

  private static TileLoop floatToBoolean() {
    return (a, i, _, _, _, _, y, k, n) -> {
      float[] p = (float[]) a;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] != 0;
      }
    };
  }

  private static TileLoop doubleToFloat() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = (float) p[i + t];
      }
    };
  }

  private static TileLoop doubleToInt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = (int) p[i + t];
      }
    };
  }

  private static TileLoop doubleToBoolean() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] != 0;
      }
    };
  }

  private static TileLoop intToFloat() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = (float) p[i + t];
      }
    };
  }

  private static TileLoop intToDouble() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t];
      }
    };
  }

  private static TileLoop intToBoolean() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] != 0;
      }
    };
  }

  private static TileLoop booleanToFloat() {
    return (a, i, _, _, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      float[] r = (float[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] ? 1 : 0;
      }
    };
  }

  private static TileLoop booleanToDouble() {
    return (a, i, _, _, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] ? 1 : 0;
      }
    };
  }

  private static TileLoop booleanToInt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] ? 1 : 0;
      }
    };
  }
}
