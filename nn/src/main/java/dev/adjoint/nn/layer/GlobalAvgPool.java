package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Mean;
import java.util.stream.IntStream;

/// The mean of each channel over all positions: `[N,channels,spatial…]` gives `[N,channels]`. Dtype
/// f32 or f64, kept. Source: Lin, Chen, Yan, *Network in network*, ICLR 2014, §3.2.
public record GlobalAvgPool() implements Layer {
  /// {@return the mean of each channel, `[N,channels]`}
  ///
  /// @param x the input, f32 or f64 `[N,channels,spatial…]`
  /// @throws IllegalArgumentException if the type does not fit
  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() < 3 || !x.type().isFloating()) {
      throw new IllegalArgumentException(
          "global average pooling of %s: wants f32 or f64 [N,channels,spatial…]"
              .formatted(x.type()));
    }
    return Mean.of(x, IntStream.range(2, x.shape().rank()).toArray());
  }
}
