package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.StopGradient;
import java.util.Map;

/// A layer that is not trained: it is the layer in evaluation, also in training, and the gradient
/// by its parameters is zero; the gradient by its input is the layer's. In evaluation it draws
/// nothing, and its statistics stay.
///
/// ```java
/// var model = trained.upTo("features").with("features", Frozen::new).then("head", head);
/// Layer again = ((Frozen) model.layer("features")).inner();
/// ```
///
/// In paths it does not appear, so parameters keep their names when a layer is frozen. Its tensors
/// count as little as statistics ([Trained]): no optimiser moves them, no penalty sums them.
///
/// @param inner the layer
public record Frozen(Layer inner) implements ModalLayer, Tree.Labelled {
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    return Tree.map(inner, StopGradient::of).apply(x);
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("inner", "");
  }
}
