package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Rsqrt;

/// Root mean square normalisation: each row of features is given mean square 1, then a scale of its
/// own for each feature: `y = γ x / √(mean(x²) + ε)`.
///
/// Shapes: scale `[features]`; input `[…,features]`, kept. Dtypes: f32 or f64, the same throughout.
/// Source: Zhang, Sennrich, *Root mean square layer normalization*, NeurIPS 2019, §4.
///
/// @param scale the factors `γ`, ones in a new layer
/// @param epsilon `ε`, which keeps the divisor from 0
public record RmsNorm(Tensor scale, double epsilon) implements Layer {
  /// Checks epsilon.
  ///
  /// @throws IllegalArgumentException if it is not above 0
  public RmsNorm {
    Normalization.epsilon("RMS normalisation", epsilon);
  }

  /// {@return a new layer with ε = 10⁻⁵}
  ///
  /// @param features the size of the last axis
  public static RmsNorm of(int features) {
    return new RmsNorm(Initial.ones(TensorType.f32(features)), 1e-5);
  }

  /// {@return the features over their root mean square, scaled}
  ///
  /// @param x the input, `[…,features]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    Normalization.checkFeatures("RMS normalisation", scale.type(), x.type());
    Tensor square = Mean.keepDims(x.squared(), -1);
    return x.times(Rsqrt.of(square.plus(epsilon))).times(scale);
  }
}
