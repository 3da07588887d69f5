package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.iteration;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.Iteration;
import dev.adjoint.Step;
import dev.adjoint.ValueAndGrad;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.optim.Optimizer;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A model on its way: its parameters, the optimiser's state, and how far it has come. Immutable: a
/// step gives the next training, and the old one can be gone on from again.
///
/// ```java
/// var training = Training.start(model, SoftmaxWithLoss::of, new Sgd(0.1));
/// for (Batch batch : dataset.batches(100)) training = training.step(batch);
/// ```
///
/// A [loop][#loop] makes the same steps without new arrays for each, and [#run] makes those of many
/// batches: `training = training.run(dataset.batches(100))`.
///
/// A step (forward, backward, update) is one compiled program, made at the first batch of each size
/// and shared by all trainings that follow from one start.
///
/// @param <M> the type of the model, any tree of tensors
public final class Training<M> {
  /// What a step changes.
  private record Progress<M>(M model, Optimizer.State<M> state) {}

  /// What all trainings from one start share.
  private record Programs<M>(
      BiFunction<Progress<M>, Batch, Step<Progress<M>, Tensor>> step,
      Function<Progress<M>, Iteration<Progress<M>, Batch>> iteration,
      BiFunction<M, Batch, Tensor> objective) {}

  private final Programs<M> programs;
  private final Progress<M> progress;
  private final double loss;
  private final long steps;

  private Training(Programs<M> programs, Progress<M> progress, double loss, long steps) {
    this.programs = programs;
    this.progress = progress;
    this.loss = loss;
    this.steps = steps;
  }

  /// The training of a model that maps inputs to predictions.
  ///
  /// @param model the model
  /// @param loss a scalar function of predictions and labels, such as `SoftmaxWithLoss::of`
  /// @param optimizer the rule that improves the parameters
  /// @param <M> the type of the model
  /// @return the training before its first step
  public static <M extends Layer> Training<M> start(
      M model, BiFunction<Tensor, Tensor, Tensor> loss, Optimizer optimizer) {
    return minimizing(model, Objective.of(loss), optimizer);
  }

  /// The training of any tree of tensors by any objective, such as a loss with a penalty on the
  /// weights.
  ///
  /// ```java
  /// BiFunction<Net, Batch, Tensor> objective =
  ///     (net, batch) -> SoftmaxWithLoss.of(net.apply(batch.inputs()), batch.labels())
  ///         .plus(net.hidden().weight().squared().sum().times(1e-4));
  /// ```
  ///
  /// @param model the tree to train
  /// @param objective a scalar function of the model and a batch, to be made small
  /// @param optimizer the rule that improves the parameters
  /// @param <M> the type of the model
  /// @return the training before its first step
  public static <M> Training<M> minimizing(
      M model, BiFunction<M, Batch, Tensor> objective, Optimizer optimizer) {
    BiFunction<M, Batch, ValueAndGrad<M>> slope = valueAndGrad(objective);
    BiFunction<Progress<M>, Batch, Step<Progress<M>, Tensor>> step =
        (now, batch) -> {
          ValueAndGrad<M> at = slope.apply(now.model(), batch);
          Optimizer.Update<M> next = optimizer.update(at.grad(), now.state(), now.model());
          return new Step<>(new Progress<>(next.params(), next.state()), at.value());
        };
    // Evaluated, so that what a model is made of are numbers: programs take no formulas.
    var start = eval(new Progress<>(model, optimizer.init(model)));
    var programs = new Programs<>(compile(step), iteration(step), compile(objective));
    return new Training<>(programs, start, Double.NaN, 0);
  }

  /// One step of the optimiser along the gradient of one batch.
  ///
  /// @param batch the batch, constants
  /// @return the training after it
  public Training<M> step(Batch batch) {
    Step<Progress<M>, Tensor> made = programs.step().apply(progress, batch);
    double value = made.output().value().item();
    return new Training<>(programs, made.carry(), value, steps + 1);
  }

  /// Steps along batches, first to last: what [#step] does for one after another, bit by bit, in
  /// memory that all of them use.
  ///
  /// @param batches the batches, constants
  /// @return the training after them
  public Training<M> run(Iterable<Batch> batches) {
    TrainingLoop<M> loop = loop();
    batches.forEach(loop::step);
    return loop.training();
  }

  /// {@return a loop that goes on from here in memory of its own; this training stays as it is}
  public TrainingLoop<M> loop() {
    Iteration<Progress<M>, Batch> iteration = programs.iteration().apply(progress);
    return new TrainingLoop<>(
        iteration::advance,
        (value, made) -> new Training<>(programs, iteration.state(), value, made),
        loss,
        steps);
  }

  /// {@return the model as it is now; its tensors are constants}
  public M model() {
    return progress.model();
  }

  /// {@return the objective at the last batch, before the step that it led to; NaN before the first
  /// step}
  public double loss() {
    return loss;
  }

  /// {@return the number of steps made}
  public long steps() {
    return steps;
  }

  /// {@return what the optimiser remembers}
  public Optimizer.State<M> state() {
    return progress.state();
  }

  /// The objective over a whole data set: the mean over chunks of rows, weighted by their size.
  /// That is the objective itself where it is a mean over rows.
  ///
  /// @param dataset the data
  /// @return the mean
  /// @throws IllegalArgumentException if there are no rows
  public double evaluate(Dataset dataset) {
    return Chunks.mean(dataset, batch -> programs.objective().apply(model(), batch).value().item());
  }
}
