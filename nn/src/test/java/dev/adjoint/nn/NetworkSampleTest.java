package dev.adjoint.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Sgd;
import dev.adjoint.nn.train.Accuracy;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

/// The network of the README, on digits made up here.
final class NetworkSampleTest {
  private static final int PIXELS = 784;

  /// Ten random pictures, each in many noisy copies.
  private static Dataset digits(int count) {
    float[] patterns = Key.of(1).uniform(TensorType.f32(10, PIXELS)).toFloatArray();
    float[] noise = Key.of(2).normal(TensorType.f32(count, PIXELS), 0, 0.3).toFloatArray();
    int[] labels = Key.of(3).ints(10, count).toIntArray();
    for (int i = 0; i < noise.length; i++) {
      noise[i] += patterns[labels[i / PIXELS] * PIXELS + i % PIXELS];
    }
    return Dataset.of(NDArray.wrap(TensorType.f32(count, PIXELS), noise), NDArray.of(labels));
  }

  @Test
  void aNetworkLearnsDigits() {
    Dataset all = digits(1200);
    Dataset train = all.take(1000);
    Dataset test = all.slice(1000, 1200);

    // @start region="network"
    var keys = Key.of(42).split(3);
    var model =
        Sequential.of(
            Affine.xavier(784, 100, keys.get(0)), Sigmoid::of, Affine.xavier(100, 10, keys.get(1)));
    var training = Training.start(model, SoftmaxWithLoss::of, new Sgd(0.1));
    for (int epoch = 0; epoch < 5; epoch++) {
      for (var batch : train.shuffled(keys.get(2).fold(epoch)).batches(100)) {
        training = training.step(batch);
      }
    }
    double accuracy = Accuracy.of(training.model(), test);
    // @end region="network"

    assertThat(Accuracy.of(model, test)).isLessThan(0.3);
    assertThat(accuracy).isGreaterThan(0.95);
    assertThat(training.steps()).isEqualTo(50);
  }
}
