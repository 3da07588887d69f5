package dev.adjoint.nn.layer;

import dev.adjoint.Adjoint;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.Arrays;

/// What the convolutional layers have in common.
final class Convolution {
  private Convolution() {}

  /// {@return weights `[out,in,kernel…]`, drawn as `[kernel…,in,out]`, where an [Initializer] finds
  /// the sizes it scales by}
  static Tensor weight(int out, int in, int[] kernel, Initializer initializer, Key key) {
    int rank = kernel.length;
    int[] drawn = Arrays.copyOf(kernel, rank + 2);
    drawn[rank] = in;
    drawn[rank + 1] = out;
    int[] order = new int[rank + 2];
    order[0] = rank + 1;
    order[1] = rank;
    for (int axis = 0; axis < rank; axis++) {
      order[axis + 2] = axis;
    }
    Tensor numbers = initializer.init(TensorType.f32(drawn), key);
    return Tensor.constant(Adjoint.eval(numbers.transpose(order)));
  }

  /// Adds a number to each channel of `[N,channels,spatial…]`.
  static Tensor plusBias(Tensor y, Tensor bias) {
    return y.plus(Normalization.alongChannels(bias, y.shape().rank()));
  }

  static void check(String layer, TensorType x, TensorType weight, int spatial) {
    if (x.rank() != spatial + 2 || x.dtype() != weight.dtype()) {
      throw new IllegalArgumentException(
          "%s of weight %s was given %s: wants %s[N,channels,%s]"
              .formatted(
                  layer, weight, x, weight.dtype(), spatial == 1 ? "length" : "height,width"));
    }
  }
}
