package dev.adjoint.examples.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import dev.adjoint.examples.workload.Task;
import java.util.List;
import java.util.function.Supplier;

/// A function that PyTorch differentiates: each run computes its value and gradient.
final class PyTorchDifferentiation implements Task {
  private final Engine engine;
  private final NDManager manager;
  private final List<NDArray> arguments;
  private final Supplier<NDArray> function;
  private double value;

  PyTorchDifferentiation(
      Engine engine, NDManager manager, List<NDArray> arguments, Supplier<NDArray> function) {
    this.engine = engine;
    this.manager = manager;
    this.arguments = arguments;
    this.function = function;
  }

  @Override
  public void run() {
    try (NDManager scope = manager.newSubManager()) {
      arguments.forEach(argument -> argument.tempAttach(scope));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray y = function.get();
        collector.backward(y);
        value = number(y);
      }
    }
  }

  private static double number(NDArray scalar) {
    return scalar.getDataType() == DataType.FLOAT64 ? scalar.getDouble() : scalar.getFloat();
  }

  @Override
  public double[] facts() {
    double magnitude = 0;
    for (NDArray argument : arguments) {
      NDArray gradient = argument.getGradient().toType(DataType.FLOAT64, true);
      magnitude += gradient.abs().sum().getDouble();
    }
    return new double[] {value, magnitude};
  }
}
