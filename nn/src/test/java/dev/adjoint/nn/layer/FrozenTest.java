package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class FrozenTest {
  private static final Tensor X = normal(9, 4, 2);
  private static final Sequential MODEL =
      Sequential.of()
          .then("hidden", Affine.of(normal(1, 2, 3), normal(2, 3)))
          .then(Relu::of)
          .then("output", Affine.of(normal(3, 3, 1), normal(4, 1)));
  private static final Sequential FROZEN = MODEL.with("hidden", Frozen::new);

  @Test
  void isTheLayerUnderItsNames() {
    assertThat(eval(FROZEN.apply(X))).isEqualTo(eval(MODEL.apply(X)));
    assertThat(Tree.names(FROZEN)).isEqualTo(Tree.names(MODEL));
    assertThat(FROZEN.with("hidden", layer -> ((Frozen) layer).inner())).isEqualTo(MODEL);
    assertThat(new Frozen(Relu::of).apply(X).op()).isEqualTo(Relu.of(X).op());
  }

  @Test
  void hasNoGradientByItsParametersButByItsInput() {
    Function<Sequential, Tensor> loss = model -> model.apply(X).squared().sum();
    List<Tensor> slopes = Tree.tensors(compile(grad(loss)).apply(FROZEN));
    List<Tensor> all = Tree.tensors(compile(grad(loss)).apply(MODEL));
    for (int i = 0; i < 2; i++) {
      NDArray zeros = NDArray.full(slopes.get(i).type(), 0);
      assertThat(slopes.get(i).value()).isEqualTo(zeros);
      assertThat(all.get(i).value()).isNotEqualTo(zeros);
    }
    assertThat(slopes.get(2).value()).isEqualTo(all.get(2).value());
    assertGradient(x -> FROZEN.apply(x).squared().sum(), X);
  }

  @Test
  void isInEvaluationWhenTheRestIsTrained() {
    var norm = Tree.map(BatchNorm.of(2), p -> p.cast(X.dtype()));
    var frozen = new Frozen(Sequential.of(norm, new Dropout(0.5)));
    Pass pass = Pass.training(Tensor.constant(Key.of(3).toNDArray()));
    assertThat(eval(frozen.apply(X, pass))).isEqualTo(eval(norm.apply(X)));
    assertThat(Tree.tensors(pass.updated(frozen))).isEqualTo(Tree.tensors(frozen));
  }

  @Test
  void itsTensorsAreNotTrained() {
    assertThat(Trained.tensors(FROZEN)).isEqualTo(Tree.tensors(MODEL.layer("output")));
  }
}
