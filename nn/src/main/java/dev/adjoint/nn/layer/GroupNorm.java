package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;

/// Group normalisation: the channels of each example are divided into groups; each group, over all
/// its positions, is given mean 0 and variance 1, then each channel a scale and a shift: `y = γ (x
/// − μ) / √(σ² + ε) + β`. One group is layer normalisation over channels and positions, as many
/// groups as channels are instance normalisation.
///
/// Shapes: scale and shift `[channels]`; input `[N,channels,…]`, kept. Dtypes: f32 or f64, the same
/// throughout. Source: Wu, He, *Group normalization*, ECCV 2018, §3.1.
///
/// @param groups the number of groups, a divisor of the number of channels
/// @param scale the factors `γ`, ones in a new layer
/// @param shift what is added, `β`, zeros in a new layer
/// @param epsilon `ε`, which keeps the divisor from 0
public record GroupNorm(int groups, Tensor scale, Tensor shift, double epsilon) implements Layer {
  /// Checks epsilon.
  ///
  /// @throws IllegalArgumentException if it is not above 0
  public GroupNorm {
    Normalization.epsilon("group normalisation", epsilon);
  }

  /// {@return a new layer with ε = 10⁻⁵}
  ///
  /// @param groups the number of groups
  /// @param channels the number of channels
  /// @throws IllegalArgumentException if the channels do not divide into the groups
  public static GroupNorm of(int groups, int channels) {
    if (groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "group normalisation of %d groups over %d channels: the channels must divide evenly"
              .formatted(groups, channels));
    }
    TensorType type = TensorType.f32(channels);
    return new GroupNorm(groups, Initial.ones(type), Initial.zeros(type), 1e-5);
  }

  /// {@return the normalised groups of channels, scaled and shifted}
  ///
  /// @param x the input, `[N,channels,…]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    Normalization.checkChannels("group normalisation", scale.type(), x.type());
    int rank = x.shape().rank();
    Tensor divided = x.reshape(x.shape().size(0), groups, -1);
    Tensor y = Normalization.standardized(divided, epsilon, -1).reshape(x.shape().toArray());
    return y.times(Normalization.alongChannels(scale, rank))
        .plus(Normalization.alongChannels(shift, rank));
  }
}
