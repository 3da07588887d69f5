package dev.adjoint.examples.experiment;

import dev.adjoint.examples.data.Digits;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Conv2d;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Flatten;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.MaxPool2d;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;

/// The two convolutional nets of the book, for rows of 784 pixels.
final class Convolutions {
  private Convolutions() {}

  /// {@return that of §7.5: one convolution of 30 filters 5 × 5, then two affine layers}
  ///
  /// @param key where the weights come from, N(0, 0.01²)
  static Sequential simple(Key key) {
    List<Key> keys = key.split(3);
    return Sequential.of(
        Convolutions::images,
        Conv2d.normal(1, 30, 5, 0.01, keys.get(0)),
        Relu::of,
        new MaxPool2d(2),
        new Flatten(),
        Affine.normal(30 * 12 * 12, 100, 0.01, keys.get(1)),
        Relu::of,
        Affine.normal(100, Digits.CLASSES, 0.01, keys.get(2)));
  }

  /// {@return that of §8.1: three times two convolutions 3 × 3 and a pooling, then two affine
  /// layers, each with dropout as the book writes it}
  ///
  /// @param key where the weights come from, those of He
  static Sequential deep(Key key) {
    List<Key> keys = key.split(5);
    var layers = new ArrayList<Layer>();
    layers.add(Convolutions::images);
    layers.addAll(block(1, 16, 1, keys.get(0)));
    layers.addAll(block(16, 32, 2, keys.get(1)));
    layers.addAll(block(32, 64, 1, keys.get(2)));
    layers.add(new Flatten());
    layers.add(Affine.he(64 * 4 * 4, 50, keys.get(3)));
    layers.add(Relu::of);
    layers.add(new Dropout(0.5, false));
    layers.add(Affine.he(50, Digits.CLASSES, keys.get(4)));
    layers.add(new Dropout(0.5, false));
    return new Sequential(layers);
  }

  private static List<Layer> block(int in, int out, int pad, Key key) {
    List<Key> keys = key.split(2);
    return List.of(
        Conv2d.he(in, out, 3, keys.get(0)).withPad(1),
        Relu::of,
        Conv2d.he(out, out, 3, keys.get(1)).withPad(pad),
        Relu::of,
        new MaxPool2d(2));
  }

  private static Tensor images(Tensor rows) {
    return rows.reshape(-1, 1, 28, 28);
  }
}
