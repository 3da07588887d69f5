package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Examples;
import dev.adjoint.examples.workload.Task;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/// TensorFlow's training: each run is one step.
final class TensorFlowTraining implements Task {
  /// What is to be made small.
  @FunctionalInterface
  interface Objective {
    /// {@return the loss}
    ///
    /// @param graph where to write it, with its parameters
    /// @param inputs the rows of a batch
    /// @param targets what the model should say
    Operand<TFloat32> of(
        TensorFlowGraph graph, Operand<TFloat32> inputs, Operand<TFloat32> targets);
  }

  private final Session session;
  private final Examples examples;
  private final Placeholder<TFloat32> inputs;
  private final Placeholder<TFloat32> targets;
  private final Operand<TFloat32> loss;
  private final List<Op> updates;
  private int next;

  TensorFlowTraining(
      TensorFlowGraph graph,
      Examples examples,
      Objective objective,
      TensorFlowUpdate update,
      long... row) {
    long[] sizes = new long[row.length + 1];
    sizes[0] = examples.rows();
    System.arraycopy(row, 0, sizes, 1, row.length);
    this.examples = examples;
    this.inputs = graph.placeholder(sizes);
    this.targets = graph.placeholder(examples.rows(), examples.classes());
    this.loss = objective.of(graph, inputs, targets);
    this.updates = update.ops(graph, graph.ops().gradients(loss, graph.parameters()));
    this.session = graph.start();
  }

  private TFloat32 rows(float[] all, Placeholder<TFloat32> into, int batch) {
    int count = (int) into.shape().size();
    return TensorFlowGraph.tensor(all, batch * count, count, into.shape().asArray());
  }

  @Override
  public void run() {
    try (TFloat32 x = rows(examples.inputs(), inputs, next);
        TFloat32 y = rows(examples.targets(), targets, next)) {
      Session.Runner runner = session.runner().feed(inputs, x).feed(targets, y);
      updates.forEach(runner::addTarget);
      runner.run().close();
    }
    next = (next + 1) % examples.batches();
  }

  @Override
  public double[] facts() {
    try (TFloat32 x = rows(examples.inputs(), inputs, 0);
        TFloat32 y = rows(examples.targets(), targets, 0);
        Result result = session.runner().feed(inputs, x).feed(targets, y).fetch(loss).run()) {
      return new double[] {((TFloat32) result.get(0)).getFloat()};
    }
  }
}
