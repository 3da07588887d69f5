package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.assertGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.function.BiFunction;

/// What every loss must do: its gradient, to second order, is the numerical one, f32 is f64
/// rounded, the compiled loss is the same, and mean, sum and single losses belong to each other.
public final class LossContract {
  private LossContract() {}

  /// A loss with a choice of reduction.
  @FunctionalInterface
  interface Reduced {
    Tensor of(Tensor predictions, Tensor targets, Reduction reduction);
  }

  static void checkReduced(Reduced loss, Tensor y, Tensor t) {
    check((a, b) -> loss.of(a, b, Reduction.MEAN), y, t);
    NDArray each = eval(loss.of(y, t, Reduction.NONE));
    double sum = 0;
    for (int i = 0; i < each.count(); i++) {
      sum += each.value(i);
    }
    assertThat(eval(loss.of(y, t, Reduction.SUM)).item()).isCloseTo(sum, within(1e-12));
    assertThat(eval(loss.of(y, t, Reduction.MEAN)).item())
        .isCloseTo(sum / each.count(), within(1e-12));
  }

  /// Checks a scalar loss: its gradient by what is floating, compiled and in f32.
  ///
  /// @param loss a scalar function
  /// @param y predictions, f64
  /// @param t targets
  public static void check(BiFunction<Tensor, Tensor, Tensor> loss, Tensor y, Tensor t) {
    assertGradient(p -> loss.apply(p, t), y);
    if (t.type().isFloating()) {
      assertGradient(target -> loss.apply(y, target), t);
    }
    double value = eval(loss.apply(y, t)).item();
    double compiled = compile(loss).apply(y, t).value().item();
    double narrow = eval(loss.apply(narrow(y), narrow(t))).item();
    assertThat(compiled).isCloseTo(value, within(1e-12 * (1 + Math.abs(value))));
    assertThat(narrow).isCloseTo(value, within(1e-5 * (1 + Math.abs(value))));
  }

  private static Tensor narrow(Tensor x) {
    return x.type().isFloating() ? x.cast(DType.FLOAT32) : x;
  }
}
