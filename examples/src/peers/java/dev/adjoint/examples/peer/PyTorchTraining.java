package dev.adjoint.examples.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import dev.adjoint.examples.workload.Examples;
import dev.adjoint.examples.workload.Task;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/// PyTorch's training: each run is one step.
final class PyTorchTraining implements Task {
  private final Engine engine;
  private final NDManager manager;
  private final List<NDArray> parameters = new ArrayList<>();
  private final Optimizer optimizer;
  private final BinaryOperator<NDArray> loss;
  private final Examples examples;
  private final Shape inputs;
  private final Shape targets;
  private int next;

  PyTorchTraining(
      Engine engine,
      NDManager manager,
      List<PyTorchLayer> layers,
      Optimizer optimizer,
      BinaryOperator<NDArray> loss,
      Examples examples,
      long... row) {
    for (PyTorchLayer layer : layers) {
      parameters.add(layer.weight());
      parameters.add(layer.bias());
    }
    this.engine = engine;
    this.manager = manager;
    this.optimizer = optimizer;
    this.loss = loss;
    this.examples = examples;
    this.inputs = new Shape(examples.rows()).addAll(new Shape(row));
    this.targets = new Shape(examples.rows(), examples.classes());
  }

  private NDArray loss(NDManager scope, int batch) {
    return loss.apply(
        rows(scope, examples.inputs(), inputs, batch),
        rows(scope, examples.targets(), targets, batch));
  }

  private NDArray rows(NDManager scope, float[] all, Shape shape, int batch) {
    int count = (int) shape.size();
    return scope.create(FloatBuffer.wrap(all, batch * count, count), shape, DataType.FLOAT32);
  }

  @Override
  public void run() {
    try (NDManager scope = manager.newSubManager()) {
      try (GradientCollector collector = engine.newGradientCollector()) {
        collector.backward(loss(scope, next));
      }
      for (int k = 0; k < parameters.size(); k++) {
        try (NDArray gradient = parameters.get(k).getGradient()) {
          optimizer.update(String.valueOf(k), parameters.get(k), gradient);
        }
      }
    }
    next = (next + 1) % examples.batches();
  }

  @Override
  public double[] facts() {
    try (NDManager scope = manager.newSubManager()) {
      return new double[] {loss(scope, 0).getFloat()};
    }
  }
}
