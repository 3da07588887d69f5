package dev.adjoint.nn.train;

import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class GradientsTest {
  private static Sequential network(int in, int hidden, int out, Layer activation, Key key) {
    List<Key> keys = key.split(2);
    var small = Initializer.normal(0.01);
    return Sequential.of(
        Affine.of(TensorType.f64(in, hidden), small, keys.get(0)),
        activation,
        Affine.of(TensorType.f64(hidden, out), small, keys.get(1)));
  }

  private static Batch batch(int rows, int in, int out, Key key) {
    return new Batch(
        Tensor.constant(key.uniform(TensorType.f64(rows, in))),
        Tensor.constant(key.fold(1).ints(out, rows)));
  }

  @Property(seed = "1", tries = 20)
  void agreeForASmallNetwork(@ForAll long seed) {
    var model = network(3, 4, 2, Tanh::of, Key.of(seed));
    var gradients = Gradients.of(model, SoftmaxWithLoss::of, batch(5, 3, 2, Key.of(seed).fold(2)));
    assertThat(gradients.meanAbsoluteDifferences().keySet())
        .containsExactly(
            "layers[0].weight", "layers[0].bias", "layers[2].weight", "layers[2].bias");
    assertThat(gradients.meanAbsoluteDifferences().values()).allMatch(d -> d < 1e-9);
    assertThat(gradients.toString())
        .matches(
            "mean \\|analytic − numerical\\|: layers\\[0\\].weight [\\d.]+e[-+]\\d+, .* [\\d.]+e[-+]\\d+");
  }

  /// The network of the MNIST experiment on three samples, all 39,760 parameters.
  @Test
  void agreeForTheTwoLayerNetwork() {
    var model = network(784, 50, 10, Sigmoid::of, Key.of(1));
    var gradients = Gradients.of(model, SoftmaxWithLoss::of, batch(3, 784, 10, Key.of(2)));
    assertThat(gradients.meanAbsoluteDifferences().values()).allMatch(d -> d < 1e-9);
  }

  /// `x²` with the pullback of `x³ / x`, wrong by a factor.
  private record Wrong() implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().squared();
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      return yBar.times(inputs.getFirst()).times(3);
    }
  }

  @Test
  void differWhereARuleIsWrong() {
    var model = network(3, 4, 2, x -> Tensor.of(new Wrong(), x.plus(1)), Key.of(1));
    var differences =
        Gradients.of(model, SoftmaxWithLoss::of, batch(5, 3, 2, Key.of(2)))
            .meanAbsoluteDifferences();
    assertThat(differences.get("layers[0].weight")).isGreaterThan(1e-6);
    assertThat(differences.get("layers[2].weight")).isLessThan(1e-9);
  }

  private record Tagged(Affine inner, Tensor version) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return inner.apply(x);
    }
  }

  @Test
  void areZeroForWhatIsNoParameter() {
    var model =
        new Tagged(Affine.of(normal(1, 3, 2), normal(2, 2)), Tensor.constant(NDArray.of(7)));
    var gradients = Gradients.of(model, SoftmaxWithLoss::of, batch(5, 3, 2, Key.of(2)));
    assertThat(gradients.analytic().version().value()).isEqualTo(NDArray.of(0));
    assertThat(gradients.numerical().version().value()).isEqualTo(NDArray.of(0));
    assertThat(gradients.meanAbsoluteDifferences().values()).allMatch(d -> d < 1e-9);
  }

  /// The differences are taken in f64, so they are as good as the gradient in f32 can be.
  @Test
  void agreeInSinglePrecision() {
    List<Key> keys = Key.of(3).split(3);
    var model =
        Sequential.of(
            Affine.xavier(3, 4, keys.get(0)), Sigmoid::of, Affine.xavier(4, 2, keys.get(1)));
    var batch =
        new Batch(
            Tensor.constant(keys.get(2).normal(TensorType.f32(5, 3))),
            Tensor.constant(keys.get(2).ints(2, 5)));
    var gradients = Gradients.of(model, SoftmaxWithLoss::of, batch);
    assertThat(((Affine) gradients.numerical().layers().getFirst()).weight().type())
        .isEqualTo(TensorType.f32(3, 4));
    assertThat(gradients.meanAbsoluteDifferences().values()).allMatch(d -> d < 1e-7);
  }
}
