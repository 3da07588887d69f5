package dev.adjoint.nn.train;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.iteration;
import static dev.adjoint.Adjoint.valueAndGradAux;

import dev.adjoint.Aux;
import dev.adjoint.Iteration;
import dev.adjoint.Profile;
import dev.adjoint.Step;
import dev.adjoint.Tree;
import dev.adjoint.ValueGradAux;
import dev.adjoint.check.NumberHunt;
import dev.adjoint.check.NumberReport;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Pass;
import dev.adjoint.nn.layer.Trained;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.op.FoldIn;
import dev.adjoint.random.Key;
import java.time.Duration;
import java.util.List;
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
  record Progress<M>(M model, Optimizer.State<M> state) {}

  /// What all trainings from one start share.
  private record Programs<M>(
      BiFunction<Progress<M>, Batch, Step<Progress<M>, Tensor>> step,
      Function<Progress<M>, Iteration<Progress<M>, Batch>> iteration,
      BiFunction<M, Batch, Tensor> objective,
      BiFunction<Progress<M>, Batch, Step<Progress<M>, Tensor>> formula) {}

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

  /// The training of a model that maps inputs to predictions, and draws no random numbers.
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

  /// The training of a model whose layers draw random numbers, as [dev.adjoint.nn.layer.Dropout]
  /// does.
  ///
  /// @param model the model
  /// @param loss a scalar function of predictions and labels, such as `SoftmaxWithLoss::of`
  /// @param optimizer the rule that improves the parameters
  /// @param key where the random numbers come from: those of a step depend on it and the number of
  ///   steps before
  /// @param <M> the type of the model
  /// @return the training before its first step
  public static <M extends Layer> Training<M> start(
      M model, BiFunction<Tensor, Tensor, Tensor> loss, Optimizer optimizer, Key key) {
    return minimizing(model, Objective.of(loss), optimizer, key);
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
  /// @throws IllegalArgumentException if the model holds layers that differ in training; these want
  ///   an [Objective] that hands the pass on
  public static <M> Training<M> minimizing(
      M model, BiFunction<M, Batch, Tensor> objective, Optimizer optimizer) {
    return minimizing(model, Objective.withoutMode(model, objective), optimizer);
  }

  /// The training of any tree of tensors by an objective that knows of training and evaluation.
  ///
  /// @param model the tree to train
  /// @param objective what is made small
  /// @param optimizer the rule that improves the parameters
  /// @param <M> the type of the model
  /// @return the training before its first step
  public static <M> Training<M> minimizing(M model, Objective<M> objective, Optimizer optimizer) {
    return of(model, objective, optimizer, _ -> Pass.training());
  }

  /// The same, with random numbers.
  ///
  /// @param model the tree to train
  /// @param objective what is made small
  /// @param optimizer the rule that improves the parameters
  /// @param key where the random numbers come from: those of a step depend on it and the number of
  ///   steps before
  /// @param <M> the type of the model
  /// @return the training before its first step
  public static <M> Training<M> minimizing(
      M model, Objective<M> objective, Optimizer optimizer, Key key) {
    Tensor numbers = Tensor.constant(key.toNDArray());
    return of(model, objective, optimizer, t -> Pass.training(FoldIn.of(numbers, t)));
  }

  private static <M> Training<M> of(
      M model, Objective<M> objective, Optimizer optimizer, Function<Tensor, Pass> passAt) {
    BiFunction<Progress<M>, Batch, Step<Progress<M>, Tensor>> step =
        (now, batch) -> step(now, batch, objective, optimizer, passAt);
    checkParameters(model);
    // Evaluated, so that what a model is made of are numbers: programs take no formulas.
    var start = eval(new Progress<>(model, optimizer.init(model)));
    var programs =
        new Programs<>(compile(step), iteration(step), compile(objective.evaluation()), step);
    return new Training<>(programs, start, Double.NaN, 0);
  }

  private static void checkParameters(Object model) {
    if (Trained.tensors(model).isEmpty()) {
      throw new IllegalArgumentException(
          "training of %s, which holds no parameters: these are f32 or f64 Tensors in records, lists or maps; an NDArray is a constant"
              .formatted(model.getClass().getSimpleName()));
    }
  }

  private static <M> Step<Progress<M>, Tensor> step(
      Progress<M> now,
      Batch batch,
      Objective<M> objective,
      Optimizer optimizer,
      Function<Tensor, Pass> passAt) {
    Pass pass = passAt.apply(now.state().steps());
    Function<M, Aux<M>> seen =
        model -> {
          Tensor value = objective.apply(model, batch, pass);
          return new Aux<>(value, pass.updated(model));
        };
    ValueGradAux<M, M> at = valueAndGradAux(seen).apply(now.model());
    Optimizer.Update<M> next = optimizer.update(at.grad(), now.state(), now.model());
    // Parameters are what the optimiser made of them, statistics what the layers saw.
    M model = Optimizer.map(List.of(at.aux(), next.params()), both -> both.get(1));
    return new Step<>(new Progress<>(model, next.state()), at.value());
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

  /// Where the time of a step goes: what forward pass, backward pass and update take, loop by loop
  /// and product by product. The steps are made on a copy.
  ///
  /// @param batch the batch of every step, constants
  /// @param time for how long steps are made to warm up, and then again to measure
  /// @return the time of each part of a step
  public Profile profile(Batch batch, Duration time) {
    return programs.iteration().apply(progress).profile(batch, time);
  }

  /// The training that goes on from other numbers, such as those of a checkpoint, by the same
  /// programs.
  ///
  /// @param model the model to go on from
  /// @param state what the optimiser remembers
  /// @param loss the objective at the last batch; NaN if there was none
  /// @param steps the number of steps made
  /// @return the training
  /// @throws IllegalArgumentException if model or state are of another form than here
  public Training<M> resumed(M model, Optimizer.State<M> state, double loss, long steps) {
    var given = eval(new Progress<>(model, state));
    return new Training<>(
        programs, Tree.map(progress, given, (old, now) -> sameType(old, now)), loss, steps);
  }

  private static Tensor sameType(Tensor old, Tensor now) {
    if (!now.type().equals(old.type())) {
      throw new IllegalArgumentException(
          "a training resumed with a tensor %s where it has %s".formatted(now.type(), old.type()));
    }
    return now;
  }

  /// Looks for the op that makes a NaN or an infinity in the next step: forward, backward or in the
  /// update. Slow, for a step that is known to be ill.
  ///
  /// @param batch the batch of the step
  /// @return what was found
  public NumberReport hunt(Batch batch) {
    return NumberHunt.of((Progress<M> now) -> programs.formula().apply(now, batch)).at(progress);
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

  @Override
  public String toString() {
    return "training of %s after %d steps, loss %.4g"
        .formatted(model().getClass().getSimpleName(), steps, loss);
  }
}
