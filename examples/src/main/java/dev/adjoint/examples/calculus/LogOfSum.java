package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LogSumExp;
import java.util.List;
import java.util.stream.IntStream;

/// The logarithm of the sum of a million exponentials. Of `xᵢ = log i`, from 1, it is `log(n (n +
/// 1) / 2)`, and its gradient `i` over that sum.
final class LogOfSum implements Study {
  private static final int SIZE = 1_000_000;
  private static final double SUM = SIZE * (SIZE + 1.0) / 2;

  private final double[] numbers = IntStream.rangeClosed(1, SIZE).asDoubleStream().toArray();
  private final Tensor x =
      constant(NDArray.of(IntStream.rangeClosed(1, SIZE).mapToDouble(Math::log).toArray()));

  @Override
  public String title() {
    return "log-sum-exp of 1,000,000";
  }

  @Override
  public List<Check> checks() {
    Tensor gradient = compile(grad((Tensor t) -> LogSumExp.of(t))).apply(x);
    return List.of(
        Check.of("value, closed form", LogSumExp.of(x), Math.log(SUM), 1e-15),
        Check.of("gradient times the sum, closed form", gradient.times(SUM), numbers, 1e-13));
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of(t -> LogSumExp.of(t), x));
  }
}
