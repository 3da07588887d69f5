package dev.adjoint.examples.workload;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.Conv;
import dev.adjoint.op.MaxPool;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sliding;
import java.util.List;

/// LeNet: two convolutions, each with relu and pooling, and dense layers.
///
/// Source: LeCun, Bottou, Bengio, Haffner, *Gradient-based learning applied to document
/// recognition* (1998), §II.B, with relu and max for what they had then.
///
/// @param first the first convolution, of padded pictures
/// @param second the second convolution
/// @param dense the dense layers
public record LeNet(Kernels first, Kernels second, Sequential dense) implements Layer {
  /// A convolution.
  ///
  /// @param weight `[out,in,5,5]`
  /// @param bias `[out,1,1]`
  public record Kernels(Tensor weight, Tensor bias) {
    static Kernels of(Dense numbers) {
      int out = numbers.out();
      return new Kernels(
          AdjointFramework.floats(numbers.weight(), out, numbers.in() / 25, 5, 5),
          AdjointFramework.floats(numbers.bias(), out, 1, 1));
    }

    Tensor apply(Tensor x, int pad) {
      Tensor y = Conv.of(x, weight, Sliding.over(2).withPads(pad, pad)).plus(bias);
      return MaxPool.of(Relu.of(y), Sliding.over(2).withStrides(2, 2), 2, 2);
    }
  }

  static LeNet of(List<Dense> kernels, Sequential dense) {
    return new LeNet(Kernels.of(kernels.get(0)), Kernels.of(kernels.get(1)), dense);
  }

  @Override
  public Tensor apply(Tensor x) {
    return dense.apply(second.apply(first.apply(x, 2), 0).reshape(-1, Net.FEATURES));
  }
}
