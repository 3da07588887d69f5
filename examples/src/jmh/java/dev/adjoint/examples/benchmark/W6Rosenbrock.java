package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.FunctionTask;
import dev.adjoint.graph.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// W6, slices: Rosenbrock's function, f64.
public class W6Rosenbrock extends Repeated {
  /// The number of variables.
  @Param({"1000", "100000"})
  public int n;

  // JMH calls start() before the first benchmark.
  @SuppressWarnings("NullAway.Init")
  private FunctionTask<Tensor> task;

  /// Makes the function.
  @Setup
  public void start() {
    task = new AdjointFramework().rosenbrock(n);
  }

  /// {@return the value alone}
  @Benchmark
  public double value() {
    return task.value();
  }

  /// Value and gradient, written over those of the last call.
  @Benchmark
  public void gradient() {
    task.run();
  }

  /// {@return value and gradient in fresh memory}
  @Benchmark
  public Object freshGradient() {
    return task.fresh();
  }
}
