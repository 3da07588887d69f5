package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Conv;
import dev.adjoint.op.Sliding;
import dev.adjoint.random.Key;

/// Convolution over a sequence: `y = w ⋆ x + b`, see [Conv].
///
/// Shapes: weight `[out,in/groups,kernel]`, bias `[out]`; input `[N,in,length]` gives
/// `[N,out,positions]`, with `⌊(length + 2·pad − dilation·(kernel − 1) − 1) / stride⌋ + 1`
/// positions along an axis. Dtypes: f32 or f64, the same throughout.
///
/// ```java
/// var layer = Conv1d.he(16, 32, 3, key);
/// ```
///
/// Source: Goodfellow, Bengio, Courville, *Deep Learning* (2016), §9.1.
///
/// @param weight the kernels
/// @param bias what is added to each output channel, zeros in a new layer
/// @param sliding strides, padding and dilation
/// @param groups how many groups the channels are divided into
public record Conv1d(Tensor weight, Tensor bias, Sliding sliding, int groups) implements Layer {
  /// {@return a layer without padding, of stride 1, whose bias is zero}
  ///
  /// @param in the number of input channels
  /// @param out the number of output channels
  /// @param kernel the size of the kernel
  /// @param initializer how the weight is drawn
  /// @param key where its numbers come from; each layer needs its own
  public static Conv1d of(int in, int out, int kernel, Initializer initializer, Key key) {
    Tensor weight = Convolution.weight(out, in, new int[] {kernel}, initializer, key);
    return new Conv1d(weight, Initial.zeros(TensorType.f32(out)), Sliding.over(1), 1);
  }

  /// {@return a layer with weights from [Initializer#he], made for ReLU}
  ///
  /// @param in the number of input channels
  /// @param out the number of output channels
  /// @param kernel the size of the kernel
  /// @param key where the numbers come from; each layer needs its own
  public static Conv1d he(int in, int out, int kernel, Key key) {
    return of(in, out, kernel, Initializer.he(), key);
  }

  /// {@return a layer with weights from N(0, std²)}
  ///
  /// @param in the number of input channels
  /// @param out the number of output channels
  /// @param kernel the size of the kernel
  /// @param std the standard deviation
  /// @param key where the numbers come from; each layer needs its own
  public static Conv1d normal(int in, int out, int kernel, double std, Key key) {
    return of(in, out, kernel, Initializer.normal(std), key);
  }

  /// {@return the same with another stride}
  ///
  /// @param stride how far the kernel moves
  public Conv1d withStride(int stride) {
    return new Conv1d(weight, bias, sliding.withStrides(stride), groups);
  }

  /// {@return the same with zeros around the input}
  ///
  /// @param pad how many on each side
  public Conv1d withPad(int pad) {
    return new Conv1d(weight, bias, sliding.withPads(pad), groups);
  }

  /// {@return the same with another dilation}
  ///
  /// @param dilation the distance between neighbouring taps
  public Conv1d withDilation(int dilation) {
    return new Conv1d(weight, bias, sliding.withDilations(dilation), groups);
  }

  /// {@return the convolution plus the bias}
  ///
  /// @param x the input, `[N,in,length]`
  /// @throws IllegalArgumentException if the types do not fit
  @Override
  public Tensor apply(Tensor x) {
    Convolution.check("convolution", x.type(), weight.type(), 1);
    return Convolution.plusBias(Conv.of(x, weight, sliding, groups), bias);
  }
}
