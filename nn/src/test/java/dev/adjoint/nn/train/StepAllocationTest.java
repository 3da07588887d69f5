package dev.adjoint.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Allocation;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Conv2d;
import dev.adjoint.nn.layer.Flatten;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.MaxPool2d;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// Steps of training loops allocate nothing, once their code is compiled: bytes are facts, not
/// times.
final class StepAllocationTest {
  private static final int STEPS = 100;

  private static long bytes(
      Layer model, BinaryOperator<Tensor> objective, Optimizer optimizer, Batch batch) {
    var loop = Training.start(model, objective, optimizer).loop();
    return Allocation.bytes(STEPS, () -> loop.step(batch));
  }

  private static Tensor uniform(long seed, int... sizes) {
    return Tensor.constant(Key.of(seed).uniform(TensorType.f32(sizes)));
  }

  private static Batch images(int rows, int... sizes) {
    int[] all = new int[sizes.length + 1];
    all[0] = rows;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return new Batch(uniform(1, all), uniform(2, rows, 10));
  }

  private static Affine affine(int in, int out) {
    return Affine.xavier(in, out, Key.of(in + out));
  }

  @Test
  void ofTheSmallestNetwork() {
    var net = Sequential.of(affine(2, 8), Sigmoid::of, affine(8, 1), Sigmoid::of);
    var batch = new Batch(uniform(1, 4, 2), uniform(2, 4, 1));
    assertThat(bytes(net, MeanSquaredError::of, new Sgd(0.5), batch)).isZero();
  }

  @Test
  void ofTwoLayers() {
    var net = Sequential.of(affine(784, 100), Sigmoid::of, affine(100, 10));
    assertThat(bytes(net, SoftmaxWithLoss::of, new Sgd(0.1), images(100, 784))).isZero();
  }

  @Test
  void ofWideLayersWithAdam() {
    var net = Sequential.of(affine(64, 200), Relu::of, affine(200, 200), Relu::of, affine(200, 10));
    assertThat(bytes(net, SoftmaxWithLoss::of, new Adam(1e-4), images(64, 64))).isZero();
  }

  /// LeNet's steps, of smaller images.
  @Test
  void ofConvolutionsAndPools() {
    var net =
        Sequential.of(
            Conv2d.he(1, 6, 5, Key.of(1)),
            Relu::of,
            new MaxPool2d(2),
            Conv2d.he(6, 16, 3, Key.of(2)),
            Relu::of,
            new MaxPool2d(2),
            new Flatten(),
            affine(64, 10));
    assertThat(bytes(net, SoftmaxWithLoss::of, new Momentum(0.05), images(16, 1, 16, 16))).isZero();
  }
}
