package dev.adjoint.examples.peer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;

/// A weight and a bias, of a dense layer or of a convolution.
record PyTorchLayer(NDArray weight, NDArray bias) {
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);

  NDArray apply(NDArray x) {
    return Linear.linear(x, weight, bias).singletonOrThrow();
  }

  /// The convolution and relu, and the pooling if there is one.
  NDArray convolve(NDArray x, int pad, boolean isPooled) {
    NDArray sums = Conv2d.conv2d(x, weight, bias, ONE, new Shape(pad, pad)).singletonOrThrow();
    NDArray y = Activation.relu(sums);
    return isPooled ? Pool.maxPool2d(y, TWO, TWO, new Shape(0, 0), false) : y;
  }
}
