package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.FoldIn;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One way through a model: in evaluation, where a model is a function of its input alone, or in
/// training, where layers may draw random numbers and take note of what they see.
///
/// ```java
/// Pass pass = Pass.training(key);
/// Tensor y = model.apply(x, pass);
/// Model after = pass.updated(model);   // with the running means of batch normalisation moved on
/// ```
///
/// A pass is made for one application of a model and used once. What a layer notes inside of a
/// function that is traced for itself (`checkpoint`, `cond`, `vmap`, `scan`) does not come out of
/// it: layers with statistics, such as [BatchNorm], belong outside.
public final class Pass {
  private final boolean training;
  private final @Nullable Tensor key;
  private final Map<Tensor, Tensor> updates = new IdentityHashMap<>();
  private int drawn;

  private Pass(boolean training, @Nullable Tensor key) {
    this.training = training;
    this.key = key;
  }

  /// {@return a pass in evaluation}
  public static Pass evaluation() {
    return new Pass(false, null);
  }

  /// {@return a pass in training, of a model that draws no random numbers}
  public static Pass training() {
    return new Pass(true, null);
  }

  /// {@return a pass in training}
  ///
  /// @param key where its random numbers come from, `i32[2]`; each pass needs its own
  /// @throws IllegalArgumentException if this is no key
  public static Pass training(Tensor key) {
    if (!key.type().equals(TensorType.i32(2))) {
      throw new IllegalArgumentException(
          "a pass in training was given a key of type %s: a key is i32[2], as Tensor.constant(Key.of(1).toNDArray())"
              .formatted(key.type()));
    }
    return new Pass(true, key);
  }

  /// {@return whether this is a pass in training}
  public boolean isTraining() {
    return training;
  }

  /// {@return a key that nothing else uses: the next of this pass}
  ///
  /// @throws IllegalStateException if the pass has no key
  public Tensor key() {
    if (key == null) {
      throw new IllegalStateException(
          "a layer draws random numbers in training, but the pass has no key; give one with Pass.training(key), or to Training.start");
    }
    return FoldIn.of(key, drawn++);
  }

  /// Takes note of what a statistic becomes after this pass.
  ///
  /// @param statistic the statistic as it is
  /// @param next its next numbers, of the same type
  /// @throws IllegalArgumentException if the type is another
  public void update(Statistic statistic, Tensor next) {
    if (!next.type().equals(statistic.value().type())) {
      throw new IllegalArgumentException(
          "a statistic of type %s was updated with %s: it keeps its type"
              .formatted(statistic.value().type(), next.type()));
    }
    updates.put(statistic.value(), next);
  }

  /// {@return a model with its statistics as they are after this pass}
  ///
  /// @param model the model that was applied
  /// @param <M> the type of the model
  public <M> M updated(M model) {
    return Tree.map(model, p -> Optional.ofNullable(updates.get(p)).orElse(p));
  }
}
