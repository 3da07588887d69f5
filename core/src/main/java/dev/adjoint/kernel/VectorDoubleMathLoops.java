package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The loops over [VectorDoubleMath]; [VectorFloatMathLoops] is the twin.
///
/// Every step is masked, whole vectors too: that leaves one body for the JIT to inline, which gives
/// up on inlining (and begins to allocate vectors) at some 18,000 nodes.
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
        VectorMask<Double> m = S.indexInRange(t, n);
        VectorDoubleMath.exp(DoubleVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop log() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        VectorDoubleMath.log(DoubleVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop sin() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        VectorDoubleMath.sin(DoubleVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop cos() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        VectorDoubleMath.cos(DoubleVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop tanh() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        VectorDoubleMath.tanh(DoubleVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }

  private static TileLoop sigmoid() {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorMask<Double> m = S.indexInRange(t, n);
        VectorDoubleMath.sigmoid(DoubleVector.fromArray(S, p, i + t, m)).intoArray(r, k + t, m);
      }
    };
  }
}
