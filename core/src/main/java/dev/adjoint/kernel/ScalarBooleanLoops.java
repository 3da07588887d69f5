package dev.adjoint.kernel;

import java.util.Optional;

/// The loops of bool in plain Java, free of branches, so that the JIT vectorises them.
@SuppressWarnings("ShortCircuitBoolean")
final class ScalarBooleanLoops {
  private ScalarBooleanLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case EQUAL -> Optional.of(equal());
      case NOT_EQUAL -> Optional.of(notEqual());
      case WHERE -> Optional.of(where());
      case AND -> Optional.of(and());
      case OR -> Optional.of(or());
      case NOT -> Optional.of(not());
      case IDENTITY -> Optional.of(identity());
      case ADD,
          SUB,
          MUL,
          DIV,
          NEG,
          POW,
          MAXIMUM,
          MINIMUM,
          EXP,
          LOG,
          SQRT,
          SQUARE,
          ABS,
          SIGN,
          SIN,
          COS,
          TANH,
          SIGMOID,
          RELU,
          LESS,
          LESS_EQUAL,
          GREATER,
          GREATER_EQUAL ->
          Optional.empty();
    };
  }

  private static TileLoop equal() {
    return (a, i, b, j, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      boolean[] q = (boolean[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] == q[j + t];
      }
    };
  }

  private static TileLoop notEqual() {
    return (a, i, b, j, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      boolean[] q = (boolean[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] != q[j + t];
      }
    };
  }

  private static TileLoop where() {
    return (a, i, b, j, c, l, y, k, n) -> {
      boolean[] o = (boolean[]) a;
      boolean[] p = (boolean[]) b;
      boolean[] q = (boolean[]) c;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = o[i + t] ? p[j + t] : q[l + t];
      }
    };
  }

  private static TileLoop and() {
    return (a, i, b, j, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      boolean[] q = (boolean[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] & q[j + t];
      }
    };
  }

  private static TileLoop or() {
    return (a, i, b, j, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      boolean[] q = (boolean[]) b;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = p[i + t] | q[j + t];
      }
    };
  }

  private static TileLoop not() {
    return (a, i, _, _, _, _, y, k, n) -> {
      boolean[] p = (boolean[]) a;
      boolean[] r = (boolean[]) y;
      for (int t = 0; t < n; t++) {
        r[k + t] = !p[i + t];
      }
    };
  }

  private static TileLoop identity() {
    return (a, i, _, _, _, _, y, k, n) -> System.arraycopy(a, i, y, k, n);
  }
}
