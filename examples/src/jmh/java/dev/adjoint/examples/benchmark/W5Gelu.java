package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.AdjointFramework.Neurons;
import dev.adjoint.examples.workload.FunctionTask;
import org.openjdk.jmh.annotations.Benchmark;

/// W5, a long elementwise chain on large arrays: `mean(gelu(x·w + b))`.
public class W5Gelu extends Repeated {
  private final FunctionTask<Neurons> task = new AdjointFramework().gelu();

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
