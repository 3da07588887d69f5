package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.TrainingTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// What the first batch of a new size costs in a JVM that is warm: the step is written down,
/// differentiated, compiled and made.
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Compilation extends Repeated {
  private final TrainingTask<?> digits = new AdjointFramework().digits();
  private final TrainingTask<?> leNet = new AdjointFramework().leNet();

  /// {@return the model of W1 after a step}
  @Benchmark
  public Object digits() {
    return digits.firstStep();
  }

  /// {@return the model of W4 after a step}
  @Benchmark
  public Object leNet() {
    return leNet.firstStep();
  }
}
