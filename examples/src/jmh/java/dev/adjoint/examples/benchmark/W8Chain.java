package dev.adjoint.examples.benchmark;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.ValueAndGrad;
import dev.adjoint.examples.workload.AdjointFramework;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/// W8, a chain of 10,000 links, two ops each and a constant, on 16 numbers: what comes before a
/// program runs, in nanoseconds per node of the function.
///
/// Each goes further than the one before it.
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class W8Chain extends Repeated {
  private static final int LINKS = 10_000;
  private static final int NODES = 3 * LINKS;

  private final Function<Tensor, Tensor> function = AdjointFramework.chain(LINKS);
  private final Tensor start = AdjointFramework.chainStart();

  /// {@return the function written down}
  @Benchmark
  @OperationsPerInvocation(NODES)
  public Graph build() {
    return trace(function, start);
  }

  /// {@return the function and its gradient written down}
  @Benchmark
  @OperationsPerInvocation(NODES)
  public Graph differentiate() {
    return trace(valueAndGrad(function), start);
  }

  /// {@return value and gradient, of a program made for this one run}
  @Benchmark
  @OperationsPerInvocation(NODES)
  public ValueAndGrad<Tensor> compileAndRun() {
    return compile(valueAndGrad(function)).apply(start);
  }
}
