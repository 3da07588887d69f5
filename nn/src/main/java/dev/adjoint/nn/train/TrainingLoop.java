package dev.adjoint.nn.train;

import dev.adjoint.nn.data.Batch;
import java.util.function.ToDoubleFunction;

/// A training that goes on in memory of its own: the steps of a [Training], without new arrays for
/// each. It is made by [Training#loop], and of one thread at a time.
///
/// ```java
/// var loop = training.loop();
/// for (Batch batch : dataset.batches(100)) losses.add(loop.step(batch));
/// training = loop.training();
/// ```
///
/// @param <M> the type of the model
public final class TrainingLoop<M> {
  /// Makes the training after some more steps.
  @FunctionalInterface
  interface Snapshot<M> {
    Training<M> take(double loss, long steps);
  }

  private final ToDoubleFunction<Batch> advance;
  private final Snapshot<M> snapshot;
  private double loss;
  private long steps;

  TrainingLoop(ToDoubleFunction<Batch> advance, Snapshot<M> snapshot, double loss, long steps) {
    this.advance = advance;
    this.snapshot = snapshot;
    this.loss = loss;
    this.steps = steps;
  }

  /// One step of the optimiser along the gradient of one batch.
  ///
  /// @param batch the batch, constants; it is not kept
  /// @return the objective at this batch before the step
  public double step(Batch batch) {
    loss = advance.applyAsDouble(batch);
    steps++;
    return loss;
  }

  /// {@return the training as it is now; a copy, which later steps do not change}
  public Training<M> training() {
    return snapshot.take(loss, steps);
  }

  /// {@return the objective at the last batch; see [Training#loss]}
  public double loss() {
    return loss;
  }

  /// {@return the number of steps made}
  public long steps() {
    return steps;
  }

  /// {@return how far it has come}
  @Override
  public String toString() {
    return "training loop after %d steps, loss %.4g".formatted(steps, loss);
  }
}
