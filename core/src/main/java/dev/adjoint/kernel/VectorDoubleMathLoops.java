package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops over [VectorDoubleMath], for whole vectors; [VectorFloatMathLoops] is the twin.
final class VectorDoubleMathLoops {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorDoubleMathLoops() {}

  static Optional<TileLoop> loop(Elementary f) {
    return switch (f) {
      case EXP -> Optional.of(exp());
      case LOG -> Optional.of(log());
      case SIN -> Optional.of(sin());
      case COS -> Optional.of(cos());
      case TANH -> Optional.of(tanh());
      case SIGMOID -> Optional.of(sigmoid());
      default -> Optional.empty();
    };
  }

  private static TileLoop exp() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.exp(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop log() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.log(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop sin() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.sin(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop cos() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.cos(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop tanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.tanh(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop sigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.sigmoid(DoubleVector.fromArray(S, p, i + t)).intoArray(r, k + t);
      }
    };
  }
}
