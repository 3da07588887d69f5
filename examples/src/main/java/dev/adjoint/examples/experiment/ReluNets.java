package dev.adjoint.examples.experiment;

import dev.adjoint.array.TensorType;
import dev.adjoint.examples.data.Digits;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;

/// The nets of the book's chapter 6: 784 pixels, hidden layers of 100 units with ReLU, 10 classes.
final class ReluNets {
  private static final int WIDTH = 100;

  private ReluNets() {}

  /// {@return a net of hidden layers with ReLU}
  ///
  /// @param hidden how many
  /// @param weights how the weights are drawn
  /// @param key where they come from
  static Sequential of(int hidden, Initializer weights, Key key) {
    return of(hidden, weights, key, List.of(Relu::of));
  }

  /// {@return a net of hidden layers}
  ///
  /// @param hidden how many
  /// @param weights how the weights are drawn
  /// @param key where they come from
  /// @param after what follows each hidden affine layer
  static Sequential of(int hidden, Initializer weights, Key key, List<Layer> after) {
    var layers = new ArrayList<Layer>();
    int in = Digits.PIXELS;
    for (int i = 0; i < hidden; i++) {
      layers.add(Affine.of(TensorType.f32(in, WIDTH), weights, key.fold(i)));
      layers.addAll(after);
      in = WIDTH;
    }
    layers.add(Affine.of(TensorType.f32(in, Digits.CLASSES), weights, key.fold(hidden)));
    return new Sequential(layers);
  }

  /// {@return N(0, 1/in), which the book calls Xavier's}
  static Initializer xavier() {
    return (type, key) -> Initializer.normal(Math.sqrt(1.0 / type.shape().size(0))).init(type, key);
  }
}
