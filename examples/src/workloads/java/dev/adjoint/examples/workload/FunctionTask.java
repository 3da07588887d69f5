package dev.adjoint.examples.workload;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.reusing;
import static dev.adjoint.Adjoint.valueAndGrad;

import dev.adjoint.Adjoint;
import dev.adjoint.Profile;
import dev.adjoint.Tree;
import dev.adjoint.ValueAndGrad;
import dev.adjoint.graph.Tensor;
import java.time.Duration;
import java.util.function.Function;

/// A function that Adjoint differentiates: each run computes its value and gradient, in memory that
/// the next run writes over; what others do who write to arrays that are there.
///
/// @param <A> the type of its argument
public final class FunctionTask<A> implements Profiled {
  private final Function<A, Tensor> function;
  private final Function<A, ValueAndGrad<A>> slope;
  private final Function<A, ValueAndGrad<A>> gradient;
  private final Function<A, ValueAndGrad<A>> fresh;
  private final A at;
  private ValueAndGrad<A> last;

  FunctionTask(Function<A, Tensor> function, A at) {
    this.function = compile(function);
    this.slope = valueAndGrad(function);
    this.gradient = reusing(slope);
    this.fresh = compile(slope);
    this.at = at;
    this.last = new ValueAndGrad<>(Tensor.scalar(Double.NaN), at);
  }

  /// {@return the value alone}
  public double value() {
    return function.apply(at).value().item();
  }

  @Override
  public void run() {
    last = gradient.apply(at);
  }

  /// {@return value and gradient in memory of their own, to keep}
  public ValueAndGrad<A> fresh() {
    return fresh.apply(at);
  }

  @Override
  public Profile profile(Duration time) {
    return Adjoint.profile(slope, at, time);
  }

  @Override
  public double[] facts() {
    double magnitude =
        Tree.tensors(last.grad()).stream()
            .mapToDouble(part -> Task.magnitude(part.value().toDoubleArray()))
            .sum();
    return new double[] {last.value().value().item(), magnitude};
  }
}
