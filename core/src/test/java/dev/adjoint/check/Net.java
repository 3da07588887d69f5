package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import java.util.List;

/// A record of tensors, lists and other things, to check the gradient of.
record Net(List<Net.Layer> layers, Tensor classes, String name) {
  record Layer(Tensor weight, Tensor bias) {
    Tensor on(Tensor x) {
      return Tanh.of(x.matmul(weight).plus(bias));
    }
  }

  static Net of(DType dtype) {
    var example =
        new Net(
            List.of(
                new Layer(zeros(dtype, 3, 4), zeros(dtype, 4)),
                new Layer(zeros(dtype, 4, 2), zeros(dtype, 2))),
            constant(NDArray.of(1, 0)),
            "net");
    return Numbers.smooth().tree(example, 5);
  }

  private static Tensor zeros(DType dtype, int... sizes) {
    return Tensor.zeros(TensorType.of(dtype, sizes));
  }

  Tensor on(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.on(y);
    }
    return y;
  }
}
