package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Layers one after the other: `y = fₙ(… f₂(f₁(x)))`. Without layers it is the identity.
///
/// ```java
/// var keys = Key.of(1).split(2);
/// var model =
///     Sequential.of(
///         Affine.xavier(784, 50, keys.get(0)), Sigmoid::of, Affine.xavier(50, 10, keys.get(1)));
/// ```
///
/// @param layers the layers, first to last
public record Sequential(List<Layer> layers) implements Layer {
  /// Keeps a copy of the layers.
  public Sequential {
    layers = List.copyOf(layers);
  }

  /// {@return the layers, one after the other}
  ///
  /// @param layers the layers, first to last
  public static Sequential of(Layer... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }

  /// {@return the output in the mode of a pass, which every layer is given}
  ///
  /// @param x the input
  /// @param pass the mode
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y, pass);
    }
    return y;
  }

  /// {@return what each layer makes of an input, first to last; the last is the output}
  ///
  /// @param x the input
  public List<Tensor> outputs(Tensor x) {
    var outputs = new ArrayList<Tensor>();
    Tensor y = x;
    for (Layer layer : layers) {
      y = layer.apply(y);
      outputs.add(y);
    }
    return Collections.unmodifiableList(outputs);
  }

  /// {@return the model of the first layers alone}
  ///
  /// @param count how many
  /// @throws IllegalArgumentException if there are not as many
  public Sequential first(int count) {
    if (count < 0 || count > layers.size()) {
      throw new IllegalArgumentException(
          "first %d layers of a model of %d".formatted(count, layers.size()));
    }
    return new Sequential(layers.subList(0, count));
  }
}
