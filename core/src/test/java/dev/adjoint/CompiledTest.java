package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.reusing;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CompiledTest {
  private final List<TensorType> traced = new ArrayList<>();

  private final Function<Tensor, Tensor> cubed =
      compile(x -> {
        traced.add(x.type());
        return x.times(x).times(x);
      });

  /// Zeros that another shape was made of, integers and booleans too.
  @Test
  void takesFormulasOfOneNumber() {
    for (DType dtype : DType.values()) {
      Tensor ones = Tensor.ones(new TensorType(dtype, Shape.of(2, 3)));
      assertThat(compile((Tensor x) -> x.transpose()).apply(ones).value())
          .isEqualTo(NDArray.full(new TensorType(dtype, Shape.of(3, 2)), 1));
      assertThat(compile((Tensor x) -> x).apply(ones.reshape(6).slice(0, 0, 0)).value().count())
          .isZero();
    }
  }

  @Test
  void aFunctionIsTracedOnceForEachType() {
    List<Double> values =
        Stream.of(scalar(2), scalar(3), vector(1, 2), vector(3, 4))
            .map(x -> cubed.apply(x).value().value(0))
            .toList();
    assertThat(values).containsExactly(8.0, 27.0, 1.0, 27.0);
    assertThat(traced).containsExactly(TensorType.f64(), TensorType.f64(2));
  }

  @Test
  void resultsAreConstants() {
    assertThat(cubed.apply(scalar(2)).isConstant()).isTrue();
  }

  @Test
  void closedFormulasAreComputedFirst() {
    Tensor y = cubed.apply(Tensor.zeros(TensorType.f64(3)).plus(2));
    assertThat(y.value()).isEqualTo(NDArray.of(8.0, 8, 8));
  }

  @Test
  void insideAnotherTransformationItIsThePlainFunction() {
    assertThat(eval(grad(cubed).apply(scalar(2))).item()).isEqualTo(12);
    assertThat(compile(grad(cubed)).apply(scalar(2)).value().item()).isEqualTo(12);
  }

  @Test
  void aCapturedVariableOfAnOuterTraceIsNotFixed() {
    Function<Tensor, Tensor> f =
        x -> {
          Function<Tensor, Tensor> times = compile(z -> z.times(x));
          return times.apply(scalar(3)).times(x);
        };
    assertThat(eval(grad(f).apply(scalar(5))).item()).isEqualTo(30);
  }

  @Test
  void whatIsNoTensorBelongsToTheProgram() {
    record Scaled(Tensor x, double factor) {}
    Function<Scaled, Tensor> f = compile(s -> s.x().times(s.factor()));
    assertThat(f.apply(new Scaled(scalar(2), 3)).value().item()).isEqualTo(6);
    assertThat(f.apply(new Scaled(scalar(2), 4)).value().item()).isEqualTo(8);
  }

  @Test
  void twoArguments() {
    BiFunction<Tensor, Tensor, Tensor> f = compile((Tensor a, Tensor b) -> a.minus(b));
    assertThat(f.apply(scalar(5), scalar(3)).value().item()).isEqualTo(2);
  }

  /// Looking for one would take longer than a small program.
  @Test
  void resultsComeFromNoLine() {
    Function<Tensor, Tensor> twice = compile(x -> x.times(2));
    assertThat(twice.apply(Tensor.scalar(1)).node().source().line()).isEmpty();
  }

  private record Results(Tensor same, Tensor flat, Tensor product, Tensor sums, Tensor fixed) {
    static Function<Tensor, Results> with(NDArray constant) {
      Tensor fixed = Tensor.constant(constant);
      return x -> new Results(x, x.reshape(30), x.matmul(fixed), x.times(x).plus(1).sum(), fixed);
    }
  }

  @Test
  void aWindowOnAnArrayIsReadWhereItIs() {
    NDArray all = Key.of(3).normal(TensorType.f32(9, 5));
    NDArray window = all.rows(2, 8);
    NDArray fixed = all.rows(1, 6);
    Results wanted =
        compile(Results.with(Buffer.of(fixed).toNDArray()))
            .apply(Tensor.constant(Buffer.of(window).toNDArray()));
    Function<Tensor, Results> f = Results.with(fixed);
    for (Function<Tensor, Results> g : List.of(compile(f), reusing(f))) {
      for (int round = 0; round < 2; round++) {
        Results results = g.apply(Tensor.constant(window));
        assertThat(Tree.tensors(results).stream().map(Tensor::value))
            .isEqualTo(Tree.tensors(wanted).stream().map(Tensor::value).toList());
      }
    }
  }
}
