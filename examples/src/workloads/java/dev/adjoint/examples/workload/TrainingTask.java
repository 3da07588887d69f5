package dev.adjoint.examples.workload;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.Profile;
import dev.adjoint.ValueAndGrad;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.data.Feed;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.train.Training;
import dev.adjoint.nn.train.TrainingLoop;
import java.time.Duration;
import java.util.function.BiFunction;

/// Adjoint's training: each run is one step, forward, backward and update in one program.
///
/// @param <M> the type of the model
public final class TrainingTask<M extends Layer> implements Profiled {
  /// What a step changes.
  ///
  /// @param model the model
  /// @param memory what the optimiser remembers
  /// @param <M> the type of the model
  public record Progress<M>(M model, Optimizer.State<M> memory) {}

  /// What a step needs.
  private record Input<M>(Progress<M> progress, Batch batch) {}

  private final BiFunction<Progress<M>, Batch, Progress<M>> formula;
  private final TrainingLoop<M> loop;
  private final BiFunction<M, Batch, Tensor> objective;
  private final Progress<M> start;
  private final Feed feed;
  private final int batches;
  private int next;

  private TrainingTask(
      M model,
      BiFunction<M, Batch, Tensor> objective,
      Optimizer optimizer,
      Feed feed,
      int batches) {
    BiFunction<M, Batch, ValueAndGrad<M>> slope = valueAndGrad(objective);
    this.formula =
        (now, batch) -> {
          M gradient = slope.apply(now.model(), batch).grad();
          var update = optimizer.update(gradient, now.memory(), now.model());
          return new Progress<>(update.params(), update.state());
        };
    this.objective = compile(objective);
    this.start = eval(new Progress<>(model, optimizer.init(model)));
    this.loop = Training.minimizing(model, objective, optimizer).loop();
    this.feed = feed;
    this.batches = batches;
  }

  static <M extends Layer> TrainingTask<M> of(
      M model,
      BiFunction<Tensor, Tensor, Tensor> loss,
      Optimizer optimizer,
      Examples examples,
      int... row) {
    int rows = examples.inputs().length / examples.width();
    var inputs = new TensorType(DType.FLOAT32, Shape.of(row).prepend(rows));
    var targets = TensorType.f32(rows, examples.classes());
    var data =
        Dataset.of(
            NDArray.wrap(inputs, examples.inputs()), NDArray.wrap(targets, examples.targets()));
    return new TrainingTask<>(
        model,
        (m, batch) -> loss.apply(m.apply(batch.inputs()), batch.labels()),
        optimizer,
        data.feed(examples.rows()),
        examples.batches());
  }

  /// Takes the next rows where they lie, and makes a step in place.
  @Override
  public void run() {
    loop.step(feed.batch(next));
    next = (next + 1) % batches;
  }

  /// Makes a step as the first one is made: written down, differentiated and compiled. The training
  /// itself stays where it is.
  ///
  /// @return the model after it
  public M firstStep() {
    return compile(formula).apply(start, feed.batch(0)).model();
  }

  /// {@return a step written down}
  public Graph graph() {
    return trace(
        (Input<M> input) -> formula.apply(input.progress(), input.batch()),
        new Input<>(start, feed.batch(0)));
  }

  @Override
  public Profile profile(Duration time) {
    return loop.training().profile(feed.batch(0), time);
  }

  @Override
  public double[] facts() {
    return new double[] {objective.apply(loop.training().model(), feed.batch(0)).value().item()};
  }
}
