package dev.adjoint.examples.benchmark;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.SoftmaxWithLoss;
import dev.adjoint.nn.train.Training;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A training step of the network of the example `mnist`: 784-hidden-10, sigmoid, softmax with
/// cross entropy, SGD, batch 100, f32.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MnistStep {
  private static final int ROWS = 100;
  private static final int PIXELS = 784;
  private static final int CLASSES = 10;

  /// Size of the hidden layer: that of the first article, and that of the second.
  @Param({"50", "100"})
  public int hidden;

  // JMH calls start() before the first benchmark.
  @SuppressWarnings("NullAway.Init")
  private Step step;

  /// Makes the network and a batch.
  @Setup
  public void start() {
    List<Key> keys = Key.of(1).split(4);
    NDArray images = keys.get(0).uniform(TensorType.f32(ROWS, PIXELS));
    NDArray labels = keys.get(1).ints(CLASSES, ROWS);
    var model =
        Sequential.of(
            Affine.normal(PIXELS, hidden, 0.01, keys.get(2)),
            Sigmoid::of,
            Affine.normal(hidden, CLASSES, 0.01, keys.get(3)));
    var batch = new Batch(Tensor.constant(images), Tensor.constant(labels));
    step = new Step(model, SoftmaxWithLoss::of, batch);
  }

  /// {@return a step as a user makes it}
  @Benchmark
  public Training<Sequential> training() {
    return step.training();
  }

  /// {@return the compiled function alone, without the loss}
  @Benchmark
  public Sequential compiled() {
    return step.compiled();
  }
}
