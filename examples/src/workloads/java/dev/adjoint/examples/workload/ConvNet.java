package dev.adjoint.examples.workload;

import java.util.List;

/// A convolutional network before its first step, and what it learns from: pictures of 28 × 28 go
/// through its convolutions, each with relu, then through dense layers.
///
/// @param kernels its convolutions, first to last
/// @param dense its dense layers, first to last, and the pictures
public record ConvNet(List<Kernels> kernels, Net dense) {
  /// A convolution.
  ///
  /// @param numbers its weight, `[out,channels,size,size]`, and bias
  /// @param size of a kernel along both axes
  /// @param pad how many zeros stand on each side of a picture
  /// @param isPooled if the largest of each 2 × 2 outputs goes on, instead of all
  public record Kernels(Dense numbers, int size, int pad, boolean isPooled) {
    /// {@return the number of channels it sees}
    public int channels() {
      return numbers.in() / (size * size);
    }

    /// {@return the number of channels it makes}
    public int out() {
      return numbers.out();
    }
  }

  /// {@return W4: 6 and 16 kernels of 5 × 5, each pooled, then 400-120-84-10; batches of 64}
  ///
  /// Source: LeCun, Bottou, Bengio, Haffner, *Gradient-based learning applied to document
  /// recognition* (1998), §II.B, with relu and max for what they had then.
  public static ConvNet leNet() {
    return new ConvNet(
        List.of(
            new Kernels(Dense.of(400, 25, 6), 5, 2, true),
            new Kernels(Dense.of(402, 150, 16), 5, 0, true)),
        new Net(Dense.chain(410, 400, 120, 84, Net.CLASSES), Examples.digits(64)));
  }

  /// {@return a deep one: twice 16, 32 and 64 kernels of 3 × 3, the second of each two pooled, then
  /// 1024-50-10; batches of 100}
  ///
  /// Source: Saito, *Deep Learning from Scratch* (2016), §8.1, without its dropout, which every
  /// framework draws in its own way.
  public static ConvNet deep() {
    return new ConvNet(
        List.of(
            new Kernels(Dense.of(700, 9, 16), 3, 1, false),
            new Kernels(Dense.of(702, 144, 16), 3, 1, true),
            new Kernels(Dense.of(704, 144, 32), 3, 1, false),
            new Kernels(Dense.of(706, 288, 32), 3, 2, true),
            new Kernels(Dense.of(708, 288, 64), 3, 1, false),
            new Kernels(Dense.of(710, 576, 64), 3, 1, true)),
        new Net(Dense.chain(720, 1024, 50, Net.CLASSES), Examples.digits(100)));
  }
}
