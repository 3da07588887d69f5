package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Near.number;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Compiled functions: with gradients, with each other, traced once, and in many threads.
final class CompiledFunctionTest {
  @Test
  void gradientThroughCompileAndCompileThroughGradient() {
    Function<Tensor, Tensor> f = x -> Sin.of(x).times(x);
    double expected = Math.cos(2) * 2 + Math.sin(2);
    assertThat(number(grad(compile(f)).apply(scalar(2)))).isEqualTo(expected, within(1e-15));
    assertThat(number(compile(grad(f)).apply(scalar(2)))).isEqualTo(expected, within(1e-15));
    assertThat(number(compile(grad(compile(f))).apply(scalar(2))))
        .isEqualTo(expected, within(1e-15));
    double second = 2 * Math.cos(2) - 2 * Math.sin(2);
    assertThat(number(compile(grad(compile(grad(f)))).apply(scalar(2))))
        .isEqualTo(second, within(1e-14));
  }

  @Test
  void aCompiledFunctionInsideAnotherThatCapturesItsVariable() {
    Function<Tensor, Tensor> outer =
        x -> compile((Tensor y) -> x.times(y)).apply(scalar(5)).plus(x);
    assertThat(number(grad(outer).apply(scalar(2)))).isEqualTo(6);
    assertThat(number(compile(outer).apply(scalar(2)))).isEqualTo(12);
  }

  @Test
  void aFunctionIsTracedOncePerFormAndTypes() {
    var calls = new AtomicInteger();
    Function<Tensor, Tensor> f =
        compile(x -> {
          calls.incrementAndGet();
          return x.times(2);
        });
    for (int i = 0; i < 5; i++) {
      assertThat(number(f.apply(scalar(i)))).isEqualTo(2 * i);
    }
    assertThat(calls).hasValue(1);
    assertThat(eval(f.apply(vector(1, 2)))).isEqualTo(NDArray.of(2., 4));
    assertThat(eval(f.apply(vector(3, 4)))).isEqualTo(NDArray.of(6., 8));
    assertThat(calls).hasValue(2);
  }

  @Test
  void fixedPartsOfARecordBelongToItsForm() {
    record Scaled(Tensor x, double by) {}
    Function<Scaled, Tensor> f = compile(s -> s.x().times(s.by()));
    assertThat(number(f.apply(new Scaled(scalar(2), 3)))).isEqualTo(6);
    assertThat(number(f.apply(new Scaled(scalar(2), 4)))).isEqualTo(8);
  }

  @Test
  void aCompiledFunctionOfTwoArgumentsAndOfNone() {
    BiFunction<Tensor, Tensor, Tensor> product = compile((a, b) -> a.times(b));
    assertThat(number(product.apply(scalar(3), scalar(4)))).isEqualTo(12);
    Function<List<Tensor>, Tensor> nothing = compile(_ -> scalar(1).plus(2));
    assertThat(number(nothing.apply(List.of()))).isEqualTo(3);
  }

  @Test
  void manyThreadsMayUseOneCompiledFunction() {
    Function<Tensor, Tensor> f = compile((Tensor x) -> Sin.of(x).plus(x).sum());
    List<Double> found =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> number(f.apply(vector(i, i + 1, i + 2))))
            .toList();
    for (int i = 0; i < 200; i++) {
      double expected = Math.sin(i) + Math.sin(i + 1) + Math.sin(i + 2) + 3 * i + 3;
      assertThat(found.get(i)).isEqualTo(expected, within(1e-11));
    }
  }
}
