package dev.adjoint.examples.benchmark;

import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.examples.workload.Net;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The first step in a JVM that knows nothing of Adjoint yet: classes are loaded, the step is
/// compiled and made. The start of the JVM itself, and the numbers, are not counted.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class FirstStep {
  private final Net digits = Net.digits();
  private final Net xor = Net.xor();

  /// {@return the model of W1 after a step}
  @Benchmark
  public Object digits() {
    return AdjointFramework.digits(digits).firstStep();
  }

  /// {@return the model of W2 after a step}
  @Benchmark
  public Object xor() {
    return AdjointFramework.xor(xor).firstStep();
  }
}
