package dev.adjoint.kernel;

import java.util.Optional;

/// The loops of f64 in plain Java; [ScalarFloatLoops] is the twin.
final class ScalarDoubleLoops {
  private ScalarDoubleLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case ADD -> Optional.of(add());
      case SUB -> Optional.of(sub());
      case MUL -> Optional.of(mul());
      case DIV -> Optional.of(div());
      case NEG -> Optional.of(neg());
      case POW -> Optional.of(pow());
      case MAXIMUM -> Optional.of(maximum());
      case MINIMUM -> Optional.of(minimum());
      case EXP -> Optional.of(exp());
      case LOG -> Optional.of(log());
      case SQRT -> Optional.of(sqrt());
      case SQUARE -> Optional.of(square());
      case ABS -> Optional.of(abs());
      case SIGN -> Optional.of(sign());
      case SIN -> Optional.of(sin());
      case COS -> Optional.of(cos());
      case TANH -> Optional.of(tanh());
      case SIGMOID -> Optional.of(sigmoid());
      case RELU -> Optional.of(relu());
      case EQUAL -> Optional.of(equal());
      case NOT_EQUAL -> Optional.of(notEqual());
      case LESS -> Optional.of(less());
      case LESS_EQUAL -> Optional.of(lessEqual());
      case GREATER -> Optional.of(greater());
      case GREATER_EQUAL -> Optional.of(greaterEqual());
      case WHERE -> Optional.of(where());
      case IDENTITY -> Optional.of(identity());
      case AND, OR, NOT -> Optional.empty();
    };
  }

  private static TileLoop add() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] + q[j + t];
      }
    };
  }

  private static TileLoop sub() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] - q[j + t];
      }
    };
  }

  private static TileLoop mul() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] * q[j + t];
      }
    };
  }

  private static TileLoop div() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] / q[j + t];
      }
    };
  }

  private static TileLoop neg() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = -p[i + t];
      }
    };
  }

  private static TileLoop pow() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.pow(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop maximum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.max(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop minimum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.min(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop exp() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.exp(p[i + t]);
      }
    };
  }

  private static TileLoop log() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.log(p[i + t]);
      }
    };
  }

  private static TileLoop sqrt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.sqrt(p[i + t]);
      }
    };
  }

  private static TileLoop square() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] * p[i + t];
      }
    };
  }

  private static TileLoop abs() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.abs(p[i + t]);
      }
    };
  }

  private static TileLoop sign() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.signum(p[i + t]);
      }
    };
  }

  private static TileLoop sin() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.sin(p[i + t]);
      }
    };
  }

  private static TileLoop cos() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.cos(p[i + t]);
      }
    };
  }

  private static TileLoop tanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.tanh(p[i + t]);
      }
    };
  }

  private static TileLoop sigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = sigmoid(p[i + t]);
      }
    };
  }

  private static TileLoop relu() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = Math.max(p[i + t], 0);
      }
    };
  }

  private static TileLoop equal() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] == q[j + t];
      }
    };
  }

  private static TileLoop notEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] != q[j + t];
      }
    };
  }

  private static TileLoop less() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] < q[j + t];
      }
    };
  }

  private static TileLoop lessEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] <= q[j + t];
      }
    };
  }

  private static TileLoop greater() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] > q[j + t];
      }
    };
  }

  private static TileLoop greaterEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] >= q[j + t];
      }
    };
  }

  private static TileLoop where() {
    return (a, i, b, j, c, l, y, k, n) -> {
      boolean[] o = (boolean[]) a;
      double[] p = (double[]) b;
      double[] q = (double[]) c;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = o[i + t] ? p[j + t] : q[l + t];
      }
    };
  }

  private static TileLoop identity() {
    return (a, i, _, _, _, _, y, k, n) -> System.arraycopy(a, i, y, k, n);
  }

  /// The sigmoid in terms of `e = exp(−|x|) ≤ 1`, which can't overflow.
  static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }
}
