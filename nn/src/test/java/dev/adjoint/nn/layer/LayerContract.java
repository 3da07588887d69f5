package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.trace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.data.Offset;

/// What every layer must do, in evaluation and in training: its gradient by all parameters and by
/// the input is the numerical one, the compiled program gives what the interpreter gives, f32 and
/// f64 agree, and statistics have no gradient.
public final class LayerContract {
  private static final Key KEY = Key.of(20_260);
  private static final Tensor PASS_KEY = Tensor.constant(KEY.fold(7).toNDArray());

  private record Applied<L>(L layer, Tensor x) {}

  private LayerContract() {}

  /// Checks a layer.
  ///
  /// @param layer a layer, f32, whose parameters are moved off their first values
  /// @param x the type of an input, f32 or i32
  /// @param <L> the type of the layer
  public static <L extends Layer> void check(L layer, TensorType x) {
    check(layer, input(x));
  }

  /// The same at an input that is given.
  ///
  /// @param layer a layer, f32
  /// @param x the input
  /// @param <L> the type of the layer
  public static <L extends Layer> void check(L layer, Tensor x) {
    var narrow = new Applied<>(moved(layer), x);
    Applied<L> wide = cast(narrow, DType.FLOAT64);
    for (boolean training : List.of(false, true)) {
      Function<Applied<L>, Tensor> f = a -> a.layer().apply(a.x(), pass(training));
      Function<Applied<L>, Tensor> sum = weighted(f, wide);
      GradientCheck.of(sum).at(wide).orThrow();
      agree(eval(compile(f).apply(wide)), interpreted(f, wide), 1e-12);
      agree(eval(compile(f).apply(narrow)), interpreted(f, wide), 1e-4);
      assertThat(eval(compile(f).apply(narrow)).type().dtype()).isEqualTo(DType.FLOAT32);
    }
  }

  private static Pass pass(boolean training) {
    return training ? Pass.training(PASS_KEY) : Pass.evaluation();
  }

  private static Tensor input(TensorType x) {
    return x.isFloating()
        ? Tensor.constant(KEY.normal(x))
        : Tensor.constant(KEY.ints(3, x.count()).reshape(x.shape().toArray()));
  }

  /// New layers have biases of zero and scales of one, at which a wrong rule may look right.
  private static <L> L moved(L layer) {
    return Tree.map(
        layer,
        p ->
            p.type().isFloating()
                ? Tensor.constant(eval(p.plus(Tensor.constant(KEY.uniform(p.type(), 0.05, 0.5)))))
                : p);
  }

  private static <T> T cast(T tree, DType dtype) {
    return Tree.map(tree, p -> p.type().isFloating() ? Tensor.constant(p.value().cast(dtype)) : p);
  }

  private static <A> Function<A, Tensor> weighted(Function<A, Tensor> f, A at) {
    NDArray weights = KEY.fold(1).normal(f.apply(at).type());
    return a -> f.apply(a).times(Tensor.constant(weights)).sum();
  }

  private static <A> NDArray interpreted(Function<A, Tensor> f, A at) {
    List<NDArray> arguments = Tree.tensors(at).stream().map(Tensor::value).toList();
    return Interpreter.run(trace(f, at), arguments).getFirst();
  }

  private static void agree(NDArray a, NDArray b, double tolerance) {
    assertThat(a.shape()).isEqualTo(b.shape());
    assertThat(a.cast(DType.FLOAT64).toDoubleArray())
        .containsExactly(b.cast(DType.FLOAT64).toDoubleArray(), Offset.offset(tolerance));
  }
}
