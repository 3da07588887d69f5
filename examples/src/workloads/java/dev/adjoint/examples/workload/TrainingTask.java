package dev.adjoint.examples.workload;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.ValueAndGrad;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.optim.Optimizer;
import java.util.Arrays;
import java.util.function.BiFunction;

/// Adjoint's training: each run is one step, forward, backward and update in one program.
///
/// @param <M> the type of the model
public final class TrainingTask<M extends Layer> implements Task {
  /// What a step changes.
  ///
  /// @param model the model
  /// @param memory what the optimiser remembers
  /// @param <M> the type of the model
  public record Progress<M>(M model, Optimizer.State<M> memory) {}

  /// What a step needs.
  private record Input<M>(Progress<M> progress, Batch batch) {}

  private final BiFunction<Progress<M>, Batch, Progress<M>> formula;
  private final BiFunction<Progress<M>, Batch, Progress<M>> step;
  private final BiFunction<M, Batch, Tensor> objective;
  private final Examples examples;
  private final TensorType inputs;
  private final TensorType targets;
  private Progress<M> progress;
  private int next;

  private TrainingTask(
      M model,
      BiFunction<M, Batch, Tensor> objective,
      Optimizer optimizer,
      Examples examples,
      TensorType inputs) {
    BiFunction<M, Batch, ValueAndGrad<M>> slope = valueAndGrad(objective);
    this.formula =
        (now, batch) -> {
          M gradient = slope.apply(now.model(), batch).grad();
          var update = optimizer.update(gradient, now.memory(), now.model());
          return new Progress<>(update.params(), update.state());
        };
    this.step = compile(formula);
    this.objective = compile(objective);
    this.examples = examples;
    this.inputs = inputs;
    this.targets = TensorType.f32(examples.rows(), examples.classes());
    this.progress = eval(new Progress<>(model, optimizer.init(model)));
  }

  static <M extends Layer> TrainingTask<M> of(
      M model,
      BiFunction<Tensor, Tensor, Tensor> loss,
      Optimizer optimizer,
      Examples examples,
      int... row) {
    var inputs = new TensorType(DType.FLOAT32, Shape.of(row).prepend(examples.rows()));
    return new TrainingTask<>(
        model,
        (m, batch) -> loss.apply(m.apply(batch.inputs()), batch.labels()),
        optimizer,
        examples,
        inputs);
  }

  private Batch batch(int number) {
    return new Batch(
        copy(examples.inputs(), inputs, number), copy(examples.targets(), targets, number));
  }

  private static Tensor copy(float[] rows, TensorType type, int number) {
    int from = number * type.count();
    return Tensor.constant(NDArray.wrap(type, Arrays.copyOfRange(rows, from, from + type.count())));
  }

  @Override
  public void run() {
    progress = step.apply(progress, batch(next));
    next = (next + 1) % examples.batches();
  }

  /// Makes a step as the first one is made: written down, differentiated and compiled. The training
  /// itself stays where it is.
  ///
  /// @return the model after it
  public M firstStep() {
    return compile(formula).apply(progress, batch(next)).model();
  }

  /// {@return a step written down}
  public Graph graph() {
    return trace(
        (Input<M> input) -> formula.apply(input.progress(), input.batch()),
        new Input<>(progress, batch(0)));
  }

  @Override
  public double[] facts() {
    return new double[] {objective.apply(progress.model(), batch(0)).value().item()};
  }
}
