package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.AvgPool;
import dev.adjoint.op.Sliding;

/// The mean of each window of an image, see [AvgPool].
///
/// Shape: `[N,channels,height,width]` gives `[N,channels,rows,columns]` with `⌊(size + 2·pad −
/// window) / stride⌋ + 1` along an axis; dtype f32 or f64, kept.
///
/// @param window the size of the window, along both axes
/// @param stride how far it moves
/// @param pad how many elements around the image, which are left out of the mean
public record AvgPool2d(int window, int stride, int pad) implements Layer {
  /// Windows beside each other.
  ///
  /// @param window the size of the window, and how far it moves
  public AvgPool2d(int window) {
    this(window, window, 0);
  }

  /// {@return the mean of each window}
  ///
  /// @param x the images, `[N,channels,height,width]`
  /// @throws IllegalArgumentException if the type does not fit, or no window does
  @Override
  public Tensor apply(Tensor x) {
    Images.check("average pooling", x.type());
    Sliding sliding = Sliding.over(2).withStrides(stride, stride).withPads(pad, pad);
    return AvgPool.of(x, sliding, window, window);
  }
}
