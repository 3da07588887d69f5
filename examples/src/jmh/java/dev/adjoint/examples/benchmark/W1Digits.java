package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Task;
import org.openjdk.jmh.annotations.Benchmark;

/// W1, a small network: 784-100-10, SGD, batch 100.
public class W1Digits extends Repeated {
  private final Task task = new AdjointFramework().digits();

  /// A step of the training.
  @Benchmark
  public void step() {
    task.run();
  }
}
