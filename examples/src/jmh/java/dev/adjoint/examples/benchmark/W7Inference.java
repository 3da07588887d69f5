package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Task;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/// W7, a network asked: 784-100-10, from the heap to the heap.
public class W7Inference extends Repeated {
  /// The number of pictures.
  @Param({"1", "10000"})
  public int rows;

  // JMH calls start() before the first benchmark.
  @SuppressWarnings("NullAway.Init")
  private Task task;

  /// Makes the network.
  @Setup
  public void start() {
    task = new AdjointFramework().inference(rows);
  }

  /// Asks it.
  @Benchmark
  public void answer() {
    task.run();
  }
}
