package dev.adjoint.kernel;

import java.util.Optional;

/// The loops of i32 in plain Java; arithmetic wraps.
final class ScalarIntLoops {
  private ScalarIntLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case ADD -> Optional.of(add());
      case SUB -> Optional.of(sub());
      case MUL -> Optional.of(mul());
      case NEG -> Optional.of(neg());
      case MAXIMUM -> Optional.of(maximum());
      case MINIMUM -> Optional.of(minimum());
      case SQUARE -> Optional.of(square());
      case ABS -> Optional.of(abs());
      case SIGN -> Optional.of(sign());
      case EQUAL -> Optional.of(equal());
      case NOT_EQUAL -> Optional.of(notEqual());
      case LESS -> Optional.of(less());
      case LESS_EQUAL -> Optional.of(lessEqual());
      case GREATER -> Optional.of(greater());
      case GREATER_EQUAL -> Optional.of(greaterEqual());
      case WHERE -> Optional.of(where());
      case IDENTITY -> Optional.of(identity());
      case DIV, POW, EXP, LOG, SQRT, SIN, COS, TANH, SIGMOID, RELU, AND, OR, NOT ->
          Optional.empty();
    };
  }

  private static TileLoop add() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] + q[j + t];
      }
    };
  }

  private static TileLoop sub() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] - q[j + t];
      }
    };
  }

  private static TileLoop mul() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] * q[j + t];
      }
    };
  }

  private static TileLoop neg() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = -p[i + t];
      }
    };
  }

  private static TileLoop maximum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.max(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop minimum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.min(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop square() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] * p[i + t];
      }
    };
  }

  private static TileLoop abs() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.abs(p[i + t]);
      }
    };
  }

  private static TileLoop sign() {
    return (a, i, _, _, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Integer.signum(p[i + t]);
      }
    };
  }

  private static TileLoop equal() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] == q[j + t];
      }
    };
  }

  private static TileLoop notEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] != q[j + t];
      }
    };
  }

  private static TileLoop less() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] < q[j + t];
      }
    };
  }

  private static TileLoop lessEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] <= q[j + t];
      }
    };
  }

  private static TileLoop greater() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] > q[j + t];
      }
    };
  }

  private static TileLoop greaterEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      int[] p = (int[]) a;
      int[] q = (int[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] >= q[j + t];
      }
    };
  }

  private static TileLoop where() {
    return (a, i, b, j, c, l, y, k, n) -> {
      boolean[] o = (boolean[]) a;
      int[] p = (int[]) b;
      int[] q = (int[]) c;
      int[] r = (int[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = o[i + t] ? p[j + t] : q[l + t];
      }
    };
  }

  private static TileLoop identity() {
    return (a, i, _, _, _, _, y, k, n) -> System.arraycopy(a, i, y, k, n);
  }
}
