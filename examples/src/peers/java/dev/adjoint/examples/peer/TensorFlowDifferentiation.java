package dev.adjoint.examples.peer;

import dev.adjoint.examples.workload.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/// A function that TensorFlow differentiates: each run computes its value and gradient.
///
/// @param <T> the type of its numbers
final class TensorFlowDifferentiation<T extends TNumber> implements Task {
  private final Session session;
  private final List<Operand<?>> results = new ArrayList<>();
  private double value;

  TensorFlowDifferentiation(TensorFlowGraph graph, Operand<T> value, List<Variable<T>> arguments) {
    results.add(value);
    graph.ops().gradients(value, arguments).dy().forEach(g -> results.add((Operand<?>) g));
    this.session = graph.start();
  }

  private Result compute() {
    Session.Runner runner = session.runner();
    results.forEach(runner::fetch);
    return runner.run();
  }

  @Override
  public void run() {
    try (Result result = compute()) {
      value = magnitude(result.get(0));
    }
  }

  @Override
  public double[] facts() {
    double magnitude = 0;
    try (Result result = compute()) {
      for (int k = 1; k < results.size(); k++) {
        magnitude += magnitude(result.get(k));
      }
    }
    return new double[] {value, magnitude};
  }

  private static double magnitude(Tensor tensor) {
    return tensor instanceof TFloat64 doubles
        ? StreamSupport.stream(doubles.scalars().spliterator(), false)
            .mapToDouble(number -> Math.abs(number.getDouble()))
            .sum()
        : StreamSupport.stream(((TFloat32) tensor).scalars().spliterator(), false)
            .mapToDouble(number -> Math.abs(number.getFloat()))
            .sum();
  }
}
