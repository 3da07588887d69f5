package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f64 functions of two arguments on the Vector API; [VectorFloatBinaryLoops] is the
/// twin.
final class VectorDoubleBinaryLoops {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorDoubleBinaryLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case ADD -> Optional.of(add());
      case SUB -> Optional.of(sub());
      case MUL -> Optional.of(mul());
      case DIV -> Optional.of(div());
      case MAXIMUM -> Optional.of(maximum());
      case MINIMUM -> Optional.of(minimum());
      default -> Optional.empty();
    };
  }

  private static TileLoop add() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .add(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] + q[j + t];
      }
    };
  }

  private static TileLoop sub() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .sub(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] - q[j + t];
      }
    };
  }

  private static TileLoop mul() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .mul(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] * q[j + t];
      }
    };
  }

  private static TileLoop div() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .div(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = p[i + t] / q[j + t];
      }
    };
  }

  private static TileLoop maximum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .max(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.max(p[i + t], q[j + t]);
      }
    };
  }

  private static TileLoop minimum() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      int t = 0;
      for (; t <= n - L; t += L) {
        DoubleVector.fromArray(S, p, i + t)
            .min(DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
      for (; t < n; t++) {
        r[k + t] = Math.min(p[i + t], q[j + t]);
      }
    };
  }
}
