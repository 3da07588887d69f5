package dev.adjoint.kernel;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The loops of f64 activation functions made of straight lines and exponentials on the Vector API;
/// [VectorFloatActivations] is the twin.
final class VectorDoubleActivations {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private VectorDoubleActivations() {}

  static Optional<TileLoop> loop(Curve f, double... p) {
    return switch (f) {
      case CLIP -> Optional.of(clip(p[0], p[1]));
      case HARD_SIGMOID -> Optional.of(hardSigmoid(p[0], p[1]));
      case LEAKY_RELU -> Optional.of(leakyRelu(p[0]));
      case ELU -> Optional.of(elu(p[0], p[1]));
      default -> Optional.empty();
    };
  }

  private static TileLoop clip(double low, double high) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        DoubleVector.fromArray(S, p, i + t).max(low).min(high).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop hardSigmoid(double slope, double offset) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.hardSigmoid(DoubleVector.fromArray(S, p, i + t), slope, offset)
            .intoArray(r, k + t);
      }
    };
  }

  private static TileLoop leakyRelu(double alpha) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleMath.leakyRelu(DoubleVector.fromArray(S, p, i + t), alpha).intoArray(r, k + t);
      }
    };
  }

  private static TileLoop elu(double c, double d) {
    return (a, i, _, _, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        VectorDoubleExponentials.elu(DoubleVector.fromArray(S, p, i + t), c, d).intoArray(r, k + t);
      }
    };
  }

  static TileLoop gated() {
    return (a, i, b, j, _, _, y, k, n) -> {
      double[] p = (double[]) a;
      double[] q = (double[]) b;
      double[] r = (double[]) y;
      for (int t = 0; t < n; t += L) {
        gated(DoubleVector.fromArray(S, p, i + t), DoubleVector.fromArray(S, q, j + t))
            .intoArray(r, k + t);
      }
    };
  }

  /// `x s`, which is 0 where `s` is.
  static DoubleVector gated(DoubleVector x, DoubleVector f) {
    x = x.max(-64);
    return x.mul(f);
  }
}
