package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Rsqrt;
import java.util.stream.IntStream;

/// Batch normalisation: each channel, over the batch and all positions, is given mean 0 and
/// variance 1, then a scale and a shift: `y = γ (x − μ) / √(σ² + ε) + β`.
///
/// In training `μ` and `σ²` are those of the batch (`σ²` divided by n), and the running statistics
/// move towards them: `r ← m r + (1 − m) s`, where the variance `s` is divided by n − 1 (by 1 for a
/// single value). In evaluation `μ` and `σ²` are the running ones.
///
/// Shapes: scale, shift and statistics `[channels]`; input `[N,channels,…]`, kept. Dtypes: f32 or
/// f64, the same throughout. The gradient runs through the mean and the variance of the batch; of a
/// batch of one value for each channel it is 0. Source: Ioffe, Szegedy, *Batch normalization*, ICML
/// 2015, algorithms 1 and 2.
///
/// @param scale the factors `γ`, ones in a new layer
/// @param shift what is added, `β`, zeros in a new layer
/// @param mean the running mean, zeros in a new layer
/// @param variance the running variance, ones in a new layer
/// @param momentum the part `m` of the running statistics that is kept, in [0, 1]
/// @param epsilon `ε`, which keeps the divisor from 0
public record BatchNorm(
    Tensor scale, Tensor shift, Statistic mean, Statistic variance, double momentum, double epsilon)
    implements ModalLayer {
  /// Checks the settings.
  ///
  /// @throws IllegalArgumentException if one is out of its range
  public BatchNorm {
    Normalization.epsilon("batch normalisation", epsilon);
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "batch normalisation with momentum %s: wants a number in [0, 1]".formatted(momentum));
    }
  }

  /// {@return a new layer with m = 0.9 and ε = 10⁻⁵}
  ///
  /// @param channels the size of axis 1
  public static BatchNorm of(int channels) {
    TensorType type = TensorType.f32(channels);
    return new BatchNorm(
        Initial.ones(type),
        Initial.zeros(type),
        new Statistic(Initial.zeros(type)),
        new Statistic(Initial.ones(type)),
        0.9,
        1e-5);
  }

  /// {@return the normalised channels, scaled and shifted}
  ///
  /// @param x the input, `[N,channels,…]`
  /// @param pass the mode, and where the statistics go
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Normalization.checkChannels("batch normalisation", scale.type(), x.type());
    return pass.isTraining()
        ? trained(x, pass)
        : normalized(x, along(x, mean.value()), along(x, variance.value()));
  }

  private Tensor trained(Tensor x, Pass pass) {
    int[] axes = IntStream.range(0, x.shape().rank()).filter(axis -> axis != 1).toArray();
    Tensor mu = Mean.keepDims(x, axes);
    Tensor sigma2 = Mean.keepDims(x.minus(mu).squared(), axes);
    double n = (double) x.type().count() / Math.max(1, scale.type().count());
    update(pass, mean, mu);
    update(pass, variance, sigma2.times(n / Math.max(1, n - 1)));
    return normalized(x, mu, sigma2);
  }

  private void update(Pass pass, Statistic old, Tensor now) {
    Tensor seen = now.reshape(old.value().shape().toArray());
    pass.update(old, r -> r.times(momentum).plus(seen.times(1 - momentum)));
  }

  private Tensor normalized(Tensor x, Tensor mu, Tensor sigma2) {
    return x.minus(mu)
        .times(Rsqrt.of(sigma2.plus(epsilon)).times(along(x, scale)))
        .plus(along(x, shift));
  }

  private static Tensor along(Tensor x, Tensor vector) {
    return Normalization.alongChannels(vector, x.shape().rank());
  }
}
