package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Task;
import org.openjdk.jmh.annotations.Benchmark;

/// W4, convolutions: LeNet, momentum, batch 64.
public class W4LeNet extends Repeated {
  private final Task task = new AdjointFramework().leNet();

  /// A step of the training.
  @Benchmark
  public void step() {
    task.run();
  }
}
