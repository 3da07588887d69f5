package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGradAux;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Aux;
import dev.adjoint.Tree;
import dev.adjoint.ValueGradAux;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class CheckpointedTest {
  private static final Tensor X = normal(1, 6, 3).cast(DType.FLOAT32);
  private static final Tensor KEY = Tensor.constant(Key.of(3).toNDArray());
  private static final Sequential BLOCK =
      Sequential.of(
          Affine.xavier(3, 3, Key.of(1)), BatchNorm.of(3), Tanh::of, new Dropout(0.5), Tanh::of);
  private static final Sequential PLAIN = Sequential.of(BLOCK, new Dropout(0.5), BLOCK);
  private static final Sequential KEPT_LITTLE =
      Sequential.of(new Checkpointed(BLOCK), new Dropout(0.5), new Checkpointed(BLOCK));

  private static Function<Sequential, ValueGradAux<Sequential, Sequential>> step() {
    return valueAndGradAux(model -> {
      Pass pass = Pass.training(KEY);
      Tensor y = model.apply(X, pass).squared().sum();
      return new Aux<>(y, pass.updated(model));
    });
  }

  private static List<NDArray> numbers(Object tree) {
    return Tree.tensors(tree).stream().map(Tensor::value).toList();
  }

  /// Value, gradient, random numbers and statistics: bit for bit.
  @Test
  void isTheLayerInTraining() {
    var plain = compile(step()).apply(PLAIN);
    var kept = compile(step()).apply(KEPT_LITTLE);
    assertThat(numbers(kept.aux())).isEqualTo(numbers(plain.aux()));
    assertThat(numbers(kept.aux())).isNotEqualTo(numbers(PLAIN));
    assertThat(numbers(kept)).isEqualTo(numbers(plain));
    assertThat(Tree.names(KEPT_LITTLE)).isEqualTo(Tree.names(PLAIN));
  }

  @Test
  void isComputedAgainInTheBackwardPass() {
    assertThat(barriers(KEPT_LITTLE)).isEqualTo(2);
    assertThat(barriers(PLAIN)).isZero();
  }

  private static long barriers(Sequential model) {
    return trace(step(), model).nodes().stream()
        .filter(n -> n.op().name().equals("Barrier"))
        .count();
  }

  /// Two applications of one layer, one of them inside: the statistics move on twice.
  @Test
  void goesOnFromWhatWasNotedBefore() {
    BatchNorm shared = BatchNorm.of(3);
    Pass twice = Pass.training();
    new Checkpointed(shared).apply(shared.apply(X, twice), twice);
    Pass plain = Pass.training();
    shared.apply(shared.apply(X, plain), plain);
    BatchNorm wanted = eval(plain.updated(shared));
    assertThat(numbers(eval(twice.updated(shared)))).isEqualTo(numbers(wanted));
    Pass once = Pass.training();
    shared.apply(X, once);
    assertThat(numbers(eval(once.updated(shared)))).isNotEqualTo(numbers(wanted));
  }
}
