package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Slice;
import dev.adjoint.op.SwapAxes;

/// What the recurrent layers have in common: batches of sequences `[N,length,features]`, gone
/// through step by step.
final class Sequences {
  private Sequences() {}

  /// What the input adds to the gates of each step, `[length,N,gates]`: one matrix product for all
  /// steps.
  static Tensor drive(String layer, Tensor x, Tensor input, Tensor bias) {
    TensorType type = x.type();
    int in = input.shape().size(0);
    if (type.rank() != 3 || type.shape().size(2) != in || type.dtype() != input.dtype()) {
      throw new IllegalArgumentException(
          "%s layer of input weight %s was given %s: wants %s[N,length,%d]"
              .formatted(layer, input.type(), type, input.dtype(), in));
    }
    return SwapAxes.of(x, 0, 1).matmul(input).plus(bias);
  }

  /// The state before the first step.
  static Tensor zeros(Tensor x, int hidden) {
    return Tensor.zeros(TensorType.of(x.dtype(), x.shape().size(0), hidden));
  }

  /// One of several gates that lie beside each other.
  static Tensor gate(Tensor gates, int number, int hidden) {
    return Slice.of(gates, -1, number * hidden, (number + 1) * hidden);
  }

  /// `[length,N,hidden]` as `[N,length,hidden]`.
  static Tensor batchFirst(Tensor outputs) {
    return SwapAxes.of(outputs, 0, 1);
  }
}
