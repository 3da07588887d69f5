package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Task;
import org.openjdk.jmh.annotations.Benchmark;

/// W2, a network so small that nothing counts but what a step costs beside its arithmetic: 2-8-1.
public class W2Xor extends Repeated {
  private final Task task = new AdjointFramework().xor();

  /// A step of the training.
  @Benchmark
  public void step() {
    task.run();
  }
}
