package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Rsqrt;
import java.util.Arrays;

/// What the normalising layers have in common.
final class Normalization {
  private Normalization() {}

  /// `(x − mean) / √(variance + ε)` over some axes.
  static Tensor standardized(Tensor x, double epsilon, int... axes) {
    Tensor centered = x.minus(Mean.keepDims(x, axes));
    Tensor variance = Mean.keepDims(centered.squared(), axes);
    return centered.times(Rsqrt.of(variance.plus(epsilon)));
  }

  /// A vector of one number for each channel, laid along axis 1 of `rank` axes.
  static Tensor alongChannels(Tensor vector, int rank) {
    int[] sizes = new int[rank - 1];
    Arrays.fill(sizes, 1);
    sizes[0] = vector.shape().size(0);
    return vector.reshape(sizes);
  }

  static void checkChannels(String layer, TensorType scale, TensorType x) {
    int channels = scale.shape().size(0);
    if (x.rank() < 2 || x.shape().size(1) != channels || x.dtype() != scale.dtype()) {
      throw new IllegalArgumentException(
          "%s over %d channels was given %s: wants %s[N,%d,…]"
              .formatted(layer, channels, x, scale.dtype(), channels));
    }
  }

  static void checkFeatures(String layer, TensorType scale, TensorType x) {
    int features = scale.shape().size(0);
    if (x.rank() < 1 || x.shape().size(-1) != features || x.dtype() != scale.dtype()) {
      throw new IllegalArgumentException(
          "%s over %d features was given %s: wants %s[…,%d]"
              .formatted(layer, features, x, scale.dtype(), features));
    }
  }

  static double epsilon(String layer, double epsilon) {
    if (!(epsilon > 0 && Double.isFinite(epsilon))) {
      throw new IllegalArgumentException(
          "%s with epsilon %s: wants a number above 0".formatted(layer, epsilon));
    }
    return epsilon;
  }
}
