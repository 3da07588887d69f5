package dev.adjoint;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iteration;
import static dev.adjoint.Adjoint.profile;
import static dev.adjoint.Adjoint.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Conv;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Sliding;
import dev.adjoint.random.Key;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final Duration SHORT = Duration.ofMillis(5);

  private static Tensor normal(int... sizes) {
    return Tensor.constant(Key.of(7).normal(TensorType.f32(sizes)));
  }

  @Test
  void thereIsAnEntryForEachStepAndItsSize() {
    Tensor w = normal(20, 3);
    Function<Tensor, Tensor> f = x -> Exp.of(x).matmul(w);
    Tensor x = normal(10, 20);
    Profile profile = profile(f, x, SHORT);
    assertThat(profile.entries()).hasSize(Compiler.compile(trace(f, x)).size()).hasSize(2);
    var loop = profile.entries().get(0);
    var product = profile.entries().get(1);
    assertThat(loop.what()).isEqualTo("loop over [10,20]: Exp");
    assertThat(loop.bytes()).isEqualTo(2 * 4 * 200);
    assertThat(loop.flops()).isZero();
    assertThat(product.what()).contains("= MatMul");
    assertThat(product.flops()).isEqualTo(2 * 10 * 20 * 3);
    assertThat(product.bytes()).isEqualTo(4 * (200 + 60 + 30));
  }

  @Test
  void allSidesOfAConvolutionHaveItsFlops() {
    record Arguments(Tensor x, Tensor w) {}
    Function<Arguments, Tensor> f = a -> Conv.of(a.x(), a.w(), Sliding.over(2)).squared().sum();
    var at = new Arguments(normal(2, 4, 9, 8), normal(6, 4, 3, 3));
    double one = 2.0 * (2 * 6 * 7 * 6) * (4 * 3 * 3);
    assertThat(profile(grad(f), at, SHORT).entries().stream().map(Profile.Entry::flops))
        .filteredOn(flops -> flops > 0)
        .containsExactly(one, one, one);
  }

  @Test
  void timesAreThoseOfTheSteps() {
    Profile profile = profile(x -> x.matmul(x).plus(1), normal(64, 64), SHORT);
    assertThat(profile.runs()).isGreaterThanOrEqualTo(3);
    assertThat(profile.seconds()).isPositive();
    assertThat(profile.entries()).allMatch(entry -> entry.seconds() >= 0);
    assertThat(profile.stepSeconds())
        .isEqualTo(profile.entries().stream().mapToDouble(Profile.Entry::seconds).sum());
    assertThat(profile.productShare())
        .isEqualTo(profile.entries().getFirst().seconds() / profile.stepSeconds());
  }

  @Test
  void theTableHasALineForEachStep() {
    var entries =
        List.of(
            new Profile.Entry("t1: f32[2] = MatMul a0 a1", 3e-6, 6000, 600),
            new Profile.Entry("loop over [2]: " + "Add ".repeat(30), 1e-6, 0, 8000));
    assertThat(new Profile(entries, 4.5e-6, 1200).toString().lines())
        .containsExactly(
            "step        µs  share  GFLOP/s    GB/s",
            "   1      3.00   75 %      2.0     0.2  t1: f32[2] = MatMul a0 a1",
            "   2      1.00   25 %              8.0  loop over [2]: " + "Add ".repeat(18) + "Ad…",
            "a run takes 4.50 µs (median of 1,200); products and convolutions are 75 % of its steps");
  }

  @Test
  void theStateOfAnIterationStaysAsItIs() {
    BiFunction<Tensor, Tensor, Step<Tensor, Tensor>> step =
        (state, x) -> new Step<>(state.times(2).plus(x), state.sum());
    var iteration = iteration(step).apply(Tensor.vector(1, 2));
    assertThat(iteration.profile(Tensor.vector(0, 0), SHORT).entries()).isNotEmpty();
    assertThat(iteration.state().value().toDoubleArray()).containsExactly(1, 2);
    assertThat(iteration.advance(Tensor.vector(3, 4))).isEqualTo(3);
    assertThat(iteration.state().value().toDoubleArray()).containsExactly(5, 8);
  }

  @Test
  void aFunctionOfAnOuterVariableCannotBeRun() {
    Function<Tensor, Tensor> outer =
        x -> {
          profile(y -> y.times(x), Tensor.vector(1, 2), SHORT);
          return x;
        };
    assertThatThrownBy(() -> trace(outer, Tensor.vector(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("profile: the function depends on a variable");
  }
}
