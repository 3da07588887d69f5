package dev.adjoint.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Tree;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrainedTest {
  private record Model(Tensor weight, Statistic mean, Frozen frozen, Tensor count) {}

  /// One tensor at every place where one of floats may be: the place decides.
  private static final Tensor SHARED = Tensor.vector(1, 2);

  private static final Model MODEL =
      new Model(
          SHARED,
          new Statistic(SHARED),
          new Frozen(Affine.of(Tensor.matrix(new double[] {1, 2}), SHARED)),
          Tensor.constant(NDArray.of(7)));

  @Test
  void areTheParametersByTheirPlaces() {
    assertThat(Tree.names(MODEL))
        .containsExactly("weight", "mean.value", "frozen.weight", "frozen.bias", "count");
    assertThat(Trained.places(MODEL)).containsExactly(true, false, false, false, false);
    assertThat(Trained.tensors(MODEL)).containsExactly(SHARED);
    assertThat(Trained.tensors(SHARED)).containsExactly(SHARED);
  }

  @Test
  void whatIsNotTrainedIsNothing() {
    Model alone = Trained.alone(MODEL);
    assertThat(Tree.tensors(alone))
        .extracting(Tensor::type)
        .isEqualTo(
            List.of(
                TensorType.f64(2),
                TensorType.f64(0),
                TensorType.f64(0),
                TensorType.f64(0),
                TensorType.i32(1)));
    assertThat(alone.weight()).isSameAs(SHARED);
  }
}
