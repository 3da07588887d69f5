package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.ConvTranspose;
import dev.adjoint.op.Sliding;
import dev.adjoint.random.Key;

/// Transposed convolution over images, which enlarges where a convolution of the same stride
/// shrinks, see [ConvTranspose].
///
/// Shapes: weight `[in,out/groups,height,width]`, bias `[out]`; input `[N,in,height,width]` gives
/// `[N,out,rows,columns]` with `(size − 1)·stride − 2·pad + dilation·(kernel − 1) + 1 + extra`
/// along an axis. Dtypes: f32 or f64, the same throughout. Source: Dumoulin, Visin, *A guide to
/// convolution arithmetic for deep learning* (2016), §4.
///
/// @param weight the kernels
/// @param bias what is added to each output channel, zeros in a new layer
/// @param sliding strides, padding and dilation of the convolution that this transposes
/// @param extra rows and columns added at the end, below the stride: of several sizes that the
///   convolution takes to one, the larger
/// @param groups how many groups the channels are divided into
public record ConvTranspose2d(Tensor weight, Tensor bias, Sliding sliding, int extra, int groups)
    implements Layer {
  /// {@return a layer without padding, whose bias is zero}
  ///
  /// @param in the number of input channels
  /// @param out the number of output channels
  /// @param kernel the size of the kernel, along both axes
  /// @param stride how many times larger the output is
  /// @param initializer how the weight is drawn
  /// @param key where its numbers come from; each layer needs its own
  public static ConvTranspose2d of(
      int in, int out, int kernel, int stride, Initializer initializer, Key key) {
    Tensor weight = Convolution.weight(in, out, new int[] {kernel, kernel}, initializer, key);
    Sliding sliding = Sliding.over(2).withStrides(stride, stride);
    return new ConvTranspose2d(weight, Initial.zeros(TensorType.f32(out)), sliding, 0, 1);
  }

  /// {@return the same with less around the output}
  ///
  /// @param pad how many rows and columns are cut off on each side
  public ConvTranspose2d withPad(int pad) {
    return new ConvTranspose2d(weight, bias, sliding.withPads(pad, pad), extra, groups);
  }

  /// {@return the same with rows and columns added at the end}
  ///
  /// @param count how many, below the stride
  public ConvTranspose2d withExtra(int count) {
    return new ConvTranspose2d(weight, bias, sliding, count, groups);
  }

  /// {@return the transposed convolution plus the bias}
  ///
  /// @param x the input, `[N,in,height,width]`
  /// @throws IllegalArgumentException if the types do not fit
  @Override
  public Tensor apply(Tensor x) {
    Convolution.check("transposed convolution", x.type(), weight.type(), 2);
    Tensor y = ConvTranspose.of(x, weight, sliding, new int[] {extra, extra}, groups);
    return Convolution.plusBias(y, bias);
  }
}
