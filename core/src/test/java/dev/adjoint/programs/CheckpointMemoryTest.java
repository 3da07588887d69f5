package dev.adjoint.programs;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import dev.adjoint.random.Key;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chains of `n` layers that are written out, in `√n` pieces that are computed again.
final class CheckpointMemoryTest {
  private static final int LAYER = 100 * Double.BYTES;
  private static final Tensor X = Tensor.constant(Key.of(1).normal(TensorType.f64(100)));

  private static Tensor layers(Tensor x, int count, int all) {
    Tensor y = x;
    for (int i = 0; i < count; i++) {
      y = y.plus(Sin.of(y.times(1.5)).div(all));
    }
    return y;
  }

  private static Function<Tensor, Tensor> kept(int root) {
    return grad(x -> layers(x, root * root, root * root).squared().sum());
  }

  private static Function<Tensor, Tensor> again(int root) {
    Function<Tensor, Tensor> piece = checkpoint(y -> layers(y, root, root * root));
    return grad(x -> {
      Tensor y = x;
      for (int i = 0; i < root; i++) {
        y = piece.apply(y);
      }
      return y.squared().sum();
    });
  }

  private static Program program(Function<Tensor, Tensor> f) {
    return Compiler.compile(trace(f, X));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40})
  void theGradientIsTheSame(int root) {
    assertThat(compile(again(root)).apply(X).value())
        .isEqualTo(compile(kept(root)).apply(X).value());
  }

  /// Kept, every layer needs memory; in pieces, as many as a piece has, and the ends of the pieces.
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 40})
  void memoryGrowsAsTheRootOfTheLayers(int root) {
    assertThat(program(again(root)).arenaBytes()).isLessThan(3L * root * LAYER);
    assertThat(program(kept(root)).arenaBytes()).isGreaterThan((long) root * root * LAYER);
  }
}
