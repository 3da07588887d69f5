package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.reusing;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import dev.adjoint.op.GeluTanh;
import dev.adjoint.op.Sin;
import dev.adjoint.random.Key;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReusingTest {
  record Neurons(Tensor x, Tensor w, Tensor b) {
    static Neurons of(int n, long seed) {
      return new Neurons(normal(n, seed), normal(n, seed + 1), normal(n, seed + 2));
    }

    private static Tensor normal(int n, long seed) {
      return Tensor.constant(Key.of(seed).normal(TensorType.f32(n)));
    }

    Tensor loss() {
      return GeluTanh.of(x.times(w).plus(b)).mean();
    }
  }

  private static List<NDArray> numbers(Object tree) {
    return Tree.tensors(tree).stream().map(Tensor::value).toList();
  }

  @Test
  void resultsAreThoseOfTheCompiledFunction() {
    var f = valueAndGrad(Neurons::loss);
    var compiled = compile(f);
    var reusing = reusing(f);
    for (int n : new int[] {5, 100_000, 5}) {
      for (int seed = 0; seed < 3; seed++) {
        var at = Neurons.of(n, seed);
        assertThat(numbers(reusing.apply(at))).isEqualTo(numbers(compiled.apply(at)));
      }
    }
  }

  @Test
  void theNextCallWritesOverWhatTheLastOneReturned() {
    Function<Tensor, Tensor> f = reusing(x -> x.times(2));
    Tensor first = f.apply(vector(1, 2));
    Tensor second = f.apply(vector(3, 4));
    assertThat(second.value().storage()).isSameAs(first.value().storage());
    assertThat(first.value().toDoubleArray()).containsExactly(6, 8);
  }

  @Test
  void theNextCallMayReadWhatTheLastOneReturned() {
    Function<Tensor, Tensor> f = x -> Concat.of(0, x.slice(0, 1, 3), x.slice(0, 0, 1)).times(1.5);
    Function<Tensor, Tensor> reusing = reusing(f);
    Tensor expected = vector(1, 2, 3);
    Tensor x = expected;
    for (int k = 0; k < 7; k++) {
      x = reusing.apply(x);
      expected = Tensor.constant(Adjoint.eval(f.apply(expected)));
      assertThat(x.value()).isEqualTo(expected.value());
    }
  }

  @Test
  void whatIsReturnedUnchangedIsCopied() {
    record Both(Tensor same, Tensor again, Tensor fixed) {}
    Tensor captured = vector(7, 8);
    Function<Tensor, Both> f = reusing(x -> new Both(x, x, captured));
    Tensor x = vector(1, 2);
    Both both = f.apply(x);
    assertThat(numbers(both)).containsExactly(x.value(), x.value(), captured.value());
    assertThat(both.same().value().storage()).isNotSameAs(x.value().storage());
    assertThat(f.apply(vector(5, 6)).same().value().toDoubleArray()).containsExactly(5, 6);
    assertThat(x.value().toDoubleArray()).containsExactly(1, 2);
    assertThat(captured.value().toDoubleArray()).containsExactly(7, 8);
  }

  @Test
  void resultsOfTheLastTwoCallsAtOnceAreRefused() {
    record Pair(Tensor a, Tensor b) {}
    Function<Pair, Tensor> f = reusing(p -> p.a().plus(p.b()));
    Tensor first = f.apply(new Pair(vector(1), vector(2)));
    Tensor second = f.apply(new Pair(first, vector(3)));
    assertThatThrownBy(() -> f.apply(new Pair(first, second)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "reusing: the argument holds results of the last two calls, and one of them lies in memory that this call writes over; copy the older one, or use compile");
  }

  @Test
  void formulasAreComputedAndTracesSeeThePlainFunction() {
    Function<Tensor, Tensor> f = reusing(x -> Sin.of(x).times(x));
    assertThat(f.apply(scalar(1).plus(1)).value().item()).isEqualTo(2 * Math.sin(2));
    double slope = Adjoint.eval(grad(f).apply(scalar(2))).item();
    assertThat(slope)
        .isEqualTo(Adjoint.eval(grad((Tensor x) -> Sin.of(x).times(x)).apply(scalar(2))).item());
  }

  @Test
  void anArgumentIsNotKept() throws InterruptedException {
    Function<Tensor, Tensor> f = reusing(x -> Sin.of(x).sum());
    Garbage.assertNotKept(x -> assertThat(f.apply(x).value().item()).isPositive());
    Garbage.assertNotKept(x -> Adjoint.profile(Sin::of, x, Duration.ofMillis(2)));
  }

  @Test
  void aCallAllocatesNothing() {
    var f = reusing(valueAndGrad(Neurons::loss));
    var at = Neurons.of(20_000, 1);
    Object[] latest = {f.apply(at)};
    assertThat(Allocation.bytes(() -> latest[0] = f.apply(at))).isZero();
  }
}
