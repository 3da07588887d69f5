package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.checkpoint;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A layer whose pullback computes it again instead of keeping what it computed: less memory for
/// more time, as [Adjoint#checkpoint][dev.adjoint.Adjoint#checkpoint]. It is the same function, in
/// training too: the inner layer draws the same random numbers, and its statistics move on.
///
/// ```java
/// var block = Sequential.of(Conv2d.he(8, 8, 3, key), BatchNorm.of(8), Relu::of);
/// var net = Sequential.of(first, new Checkpointed(block), last);
/// ```
///
/// In paths it does not appear. Source: Griewank and Walther, *Evaluating Derivatives*, 2nd ed.
/// (2008), §12.
///
/// @param inner the layer
public record Checkpointed(Layer inner) implements ModalLayer, Tree.Labelled {
  /// The key is an argument: what is made of captured numbers alone would be kept.
  private record Given(Tensor x, Optional<Tensor> key) {}

  private record Made(Tensor y, List<Tensor> noted, Pass pass) {}

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    Made made = checkpoint((Given given) -> made(given, pass)).apply(new Given(x, pass.source()));
    pass.after(made.pass(), made.noted());
    return made.y();
  }

  private Made made(Given given, Pass outer) {
    Pass pass = outer.inner(given.key());
    Tensor y = inner.apply(given.x(), pass);
    return new Made(y, pass.noted(), pass);
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("inner", "");
  }
}
