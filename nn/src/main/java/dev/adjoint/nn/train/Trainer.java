package dev.adjoint.nn.train;

import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.optim.Plateau;
import io.vavr.collection.Vector;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/// Epochs of a [Training]: batches in order, measures after each epoch, an end when enough is
/// enough, checkpoints. A value: each setting gives another trainer.
///
/// ```java
/// Fit<Sequential> fit =
///     Trainer.of(Training.start(model, SoftmaxWithLoss::of, new Adam(0.001), key), Order.shuffled(100, key))
///         .measuring("accuracy", test, Accuracy.compiled())
///         .stopping(Stopping.patience("accuracy", Goal.HIGH, 5))
///         .keeping("accuracy", Goal.HIGH)
///         .checkpoints(Path.of("digits.safetensors"))
///         .showing(new PrintWriter(System.out, true))
///         .fit(train, 50);
/// ```
///
/// With [checkpoints][#checkpoints], a training that was broken off goes on where its file says,
/// and ends as if it had not been: bit for bit, on any number of threads. A NaN or an infinity, in
/// the loss or in a parameter, ends it with a [DivergenceException] that names the op.
///
/// @param <M> the type of the model
public final class Trainer<M> {
  /// What is told of each step.
  @FunctionalInterface
  public interface StepListener {
    /// Takes note of a step.
    ///
    /// @param steps made until now, this one too
    /// @param loss the objective at its batch before it
    void stepped(long steps, double loss);
  }

  private final Vector<Consumer<Plan<M>>> settings;

  private Trainer(Vector<Consumer<Plan<M>>> settings) {
    this.settings = settings;
  }

  /// {@return a trainer that does no more than to make the steps}
  ///
  /// @param start the training before its first step
  /// @param order the batches of an epoch
  /// @param <M> the type of the model
  public static <M> Trainer<M> of(Training<M> start, Order order) {
    return new Trainer<M>(Vector.empty()).and(plan -> plan.begin(start, order));
  }

  /// What is wrong with a setting is said where it is made.
  private Trainer<M> and(Consumer<Plan<M>> setting) {
    var all = new Trainer<>(settings.append(setting));
    all.plan();
    return all;
  }

  private Plan<M> plan() {
    var plan = new Plan<M>();
    settings.forEach(setting -> setting.accept(plan));
    return plan;
  }

  /// {@return the trainer that measures something after each epoch}
  ///
  /// @param name its name in the history
  /// @param measure from the training as it is then to a number
  /// @throws IllegalArgumentException if there is a measure of that name
  public Trainer<M> measuring(String name, ToDoubleFunction<Training<M>> measure) {
    return and(plan -> plan.measure(name, measure));
  }

  /// {@return the trainer that measures the model on a data set after each epoch}
  ///
  /// @param name its name in the history
  /// @param data the data set
  /// @param metric from model and data set to a number, such as [Accuracy#compiled]
  public Trainer<M> measuring(String name, Dataset data, ToDoubleBiFunction<M, Dataset> metric) {
    return measuring(name, training -> metric.applyAsDouble(training.model(), data));
  }

  /// {@return the trainer that measures the objective, in evaluation, on a data set after each
  /// epoch, as `validation loss`}
  ///
  /// @param data the data set
  public Trainer<M> validating(Dataset data) {
    return measuring("validation loss", training -> training.evaluate(data));
  }

  /// {@return the trainer that ends before the last epoch when this is due}
  ///
  /// @param stopping asked after each epoch
  /// @throws IllegalArgumentException if it asks for a measure that there is not
  public Trainer<M> stopping(Stopping stopping) {
    return and(plan -> plan.stop(stopping));
  }

  /// {@return the trainer that lowers the rate of its optimiser, a
  /// [Rated][dev.adjoint.nn.optim.Rated] one, when a measure has stopped improving}
  ///
  /// ```java
  /// Trainer.of(Training.start(model, loss, new Rated(new Adam(0.001))), order)
  ///     .validating(held)
  ///     .slowing("validation loss", Plateau.of(0.1, 5))
  /// ```
  ///
  /// @param name the measure
  /// @param plateau what an improvement is, and how far the rate falls
  /// @throws IllegalArgumentException if nothing of that name is measured, or the optimiser is not
  ///   rated
  public Trainer<M> slowing(String name, Plateau plateau) {
    return and(plan -> plan.slow(name, plateau));
  }

  /// {@return the trainer that keeps the model of the epoch at which a measure was best, of equal
  /// ones the first, as [Fit#best]}
  ///
  /// @param name the measure
  /// @param goal which value is better
  /// @throws IllegalArgumentException if nothing of that name is measured
  public Trainer<M> keeping(String name, Goal goal) {
    return and(plan -> plan.keep(name, goal));
  }

  /// {@return the trainer that writes a [Checkpoint] after each epoch, and goes on from the one
  /// that it finds}
  ///
  /// @param file its place
  public Trainer<M> checkpoints(Path file) {
    return and(plan -> plan.checkpoints = Optional.of(file));
  }

  /// {@return the trainer that tells of each step}
  ///
  /// @param listener told after the step
  public Trainer<M> onStep(StepListener listener) {
    return and(plan -> plan.stepListeners.add(listener));
  }

  /// {@return the trainer that tells of each epoch}
  ///
  /// @param listener told after what was measured, and before the checkpoint
  public Trainer<M> onEpoch(Consumer<Fit<M>> listener) {
    return and(plan -> plan.epochListeners.add(listener));
  }

  /// {@return the trainer that prints a line for each epoch and, on a terminal, shows a progress
  /// bar below}
  ///
  /// @param out where lines go; the bar is on standard error
  public Trainer<M> showing(PrintWriter out) {
    return and(plan -> plan.out = Optional.of(out));
  }

  /// Trains.
  ///
  /// @param train the rows to learn from
  /// @param epochs the number of the last epoch
  /// @return the training at its end
  /// @throws DivergenceException if a loss or a parameter is not finite
  /// @throws UncheckedIOException if a checkpoint cannot be read or written
  /// @throws IllegalArgumentException if a checkpoint is that of another training
  public Fit<M> fit(Dataset train, int epochs) {
    Plan<M> plan = plan();
    Fit<M> fit = plan.found().orElseGet(plan::start);
    int first = fit.history().last().map(History.Epoch::number).orElse(0) + 1;
    try (var course = Epochs.of(plan, train, first, epochs)) {
      for (int epoch = first; epoch <= epochs && !plan.isEnough(fit.history()); epoch++) {
        fit = course.after(fit, epoch);
        plan.write(fit);
      }
    }
    return fit;
  }
}
