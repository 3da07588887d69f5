package dev.adjoint.examples.benchmark;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Conv2d;
import dev.adjoint.nn.layer.Dropout;
import dev.adjoint.nn.layer.Flatten;
import dev.adjoint.nn.layer.LastStep;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Lstm;
import dev.adjoint.nn.layer.MaxPool2d;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.layer.TransformerBlock;
import dev.adjoint.nn.loss.MeanSquaredError;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.train.Training;
import dev.adjoint.nn.train.TrainingLoop;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/// A training step, Adam, of the networks that people begin with: time, and at the end of each fork
/// the share of it that is spent in matrix products and convolutions.
public class Networks extends Repeated {
  /// Which network.
  public enum Net {
    /// 784-100-10, sigmoid, batch 100.
    TWO_LAYERS,
    /// 30 kernels of 5 × 5, pooling, 100, 10; batch 100.
    SIMPLE_CONVOLUTION,
    /// Six convolutions in three groups, 50, 10, dropout; batch 100.
    DEEP_CONVOLUTION,
    /// 128 steps of 128 numbers, 128 hidden; batch 16.
    LSTM,
    /// 64 steps of 128 numbers, 4 heads; batch 16.
    TRANSFORMER
  }

  private static final Key KEY = Key.of(1);

  @Param private Net net = Net.TWO_LAYERS;

  private TrainingLoop<Sequential> loop = training(Net.TWO_LAYERS).loop();
  private Batch batch = batch(Net.TWO_LAYERS);
  private final Samples samples = new Samples();

  /// Sets up the network and its one batch.
  @Setup(Level.Trial)
  public void setUp() {
    loop = training(net).loop();
    batch = batch(net);
  }

  /// A step of the training.
  ///
  /// @return the loss
  @Benchmark
  public double step() {
    return loop.step(batch);
  }

  /// Looks where the time goes from here: warm.
  @Setup(Level.Iteration)
  public void look() {
    samples.begin();
  }

  /// Prints where it went.
  @TearDown(Level.Trial)
  public void report() {
    System.out.printf("# %s: %s%n", net, samples.end());
  }

  private static Training<Sequential> training(Net net) {
    Sequential model = model(net, KEY.split(9));
    return net == Net.TRANSFORMER
        ? Training.start(model, MeanSquaredError::of, new Adam(0.001), KEY)
        : Training.start(model, SoftmaxWithLoss::of, new Adam(0.001), KEY);
  }

  private static Sequential model(Net net, List<Key> keys) {
    return switch (net) {
      case TWO_LAYERS ->
          Sequential.of(
              Affine.xavier(784, 100, keys.get(0)),
              Sigmoid::of,
              Affine.xavier(100, 10, keys.get(1)));
      case SIMPLE_CONVOLUTION ->
          Sequential.of(
              Conv2d.he(1, 30, 5, keys.get(0)),
              Relu::of,
              new MaxPool2d(2),
              new Flatten(),
              Affine.he(30 * 12 * 12, 100, keys.get(1)),
              Relu::of,
              Affine.he(100, 10, keys.get(2)));
      case DEEP_CONVOLUTION ->
          Sequential.of(
              convolution(1, 16, 1, keys.get(0)),
              convolution(16, 16, 1, keys.get(1)),
              new MaxPool2d(2),
              convolution(16, 32, 1, keys.get(2)),
              convolution(32, 32, 2, keys.get(3)),
              new MaxPool2d(2),
              convolution(32, 64, 1, keys.get(4)),
              convolution(64, 64, 1, keys.get(5)),
              new MaxPool2d(2),
              new Flatten(),
              Affine.he(64 * 4 * 4, 50, keys.get(6)),
              Relu::of,
              new Dropout(0.5),
              Affine.he(50, 10, keys.get(7)),
              new Dropout(0.5));
      case LSTM ->
          Sequential.of(
              Lstm.of(128, 128, keys.get(0)), new LastStep(), Affine.he(128, 10, keys.get(1)));
      case TRANSFORMER -> Sequential.of(TransformerBlock.of(128, 4, keys.get(0)));
    };
  }

  private static Layer convolution(int in, int out, int pad, Key key) {
    return Sequential.of(Conv2d.he(in, out, 3, key).withPad(pad), Relu::of);
  }

  private static Batch batch(Net net) {
    return switch (net) {
      case TWO_LAYERS -> digits(100, 784);
      case SIMPLE_CONVOLUTION, DEEP_CONVOLUTION -> digits(100, 1, 28, 28);
      case LSTM -> digits(16, 128, 128);
      case TRANSFORMER -> new Batch(normal(16, 64, 128), normal(16, 64, 128));
    };
  }

  private static Batch digits(int... sizes) {
    NDArray labels = KEY.ints(10, sizes[0]);
    return new Batch(normal(sizes), Tensor.constant(labels));
  }

  private static Tensor normal(int... sizes) {
    return Tensor.constant(KEY.normal(TensorType.of(DType.FLOAT32, sizes)));
  }
}
