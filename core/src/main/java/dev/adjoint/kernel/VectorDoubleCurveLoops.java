package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f64 functions of one argument on the Vector API, over [VectorDoubleExponentials]
/// and [VectorDoubleAngles]; [VectorFloatCurveLoops] is the twin.
final class VectorDoubleCurveLoops {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorDoubleCurveLoops() {}

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
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleExponentials.expm1(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop sinh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleExponentials.sinh(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop cosh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleExponentials.cosh(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop tan() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleAngles.tan(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop atan() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleAngles.atan(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop floor() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleAngles.floor(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop ceil() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleAngles.ceil(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop round() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleAngles.round(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop trunc() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleAngles.trunc(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop reciprocal() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector.broadcast(S, 1).div(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop rsqrt() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector.broadcast(S, 1)
            .div(DoubleVector.fromArray(S, p, i + t).sqrt())
            .intoArray(r, k + t);
      }
    };
  }
}
