package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;

/// Layer normalisation: each row of features is given mean 0 and variance 1, then a scale and a
/// shift of its own for each feature: `y = γ (x − μ) / √(σ² + ε) + β`, with `σ²` the mean of
/// squares (not divided by n − 1).
///
/// Shapes: scale and shift `[features]`; input `[…,features]`, kept. Dtypes: f32 or f64, the same
/// throughout. Source: Ba, Kiros, Hinton, *Layer normalization* (2016), §3.
///
/// @param scale the factors `γ`, ones in a new layer
/// @param shift what is added, `β`, zeros in a new layer
/// @param epsilon `ε`, which keeps the divisor from 0
public record LayerNorm(Tensor scale, Tensor shift, double epsilon) implements Layer {
  /// Checks epsilon.
  ///
  /// @throws IllegalArgumentException if it is not above 0
  public LayerNorm {
    Normalization.epsilon("layer normalisation", epsilon);
  }

  /// {@return a new layer with ε = 10⁻⁵}
  ///
  /// @param features the size of the last axis
  public static LayerNorm of(int features) {
    TensorType type = TensorType.f32(features);
    return new LayerNorm(Initial.ones(type), Initial.zeros(type), 1e-5);
  }

  /// {@return the normalised features, scaled and shifted}
  ///
  /// @param x the input, `[…,features]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    Normalization.checkFeatures("layer normalisation", scale.type(), x.type());
    return Normalization.standardized(x, epsilon, -1).times(scale).plus(shift);
  }
}
