package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Task;
import org.openjdk.jmh.annotations.Benchmark;

/// W3, large matrix products: 784-1024-1024-10, Adam, batch 256.
public class W3Wide extends Repeated {
  private final Task task = new AdjointFramework().wide();

  /// A step of the training.
  @Benchmark
  public void step() {
    task.run();
  }
}
