package dev.adjoint.examples.benchmark;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.nn.loss.MeanSquaredError;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A training step of the network of the example `xor`: 2-8-1, sigmoid, mean squared error, SGD,
/// batch 4, f32. So small that nothing counts but what a step costs beside its arithmetic.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class XorStep {
  private final Step step = start();

  private static Step start() {
    List<Key> keys = Key.of(1).split(2);
    NDArray inputs = NDArray.of(0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f).reshape(4, 2);
    NDArray labels = NDArray.of(0f, 1f, 1f, 0f).reshape(4, 1);
    var model =
        Sequential.of(
            Affine.xavier(2, 8, keys.get(0)),
            Sigmoid::of,
            Affine.xavier(8, 1, keys.get(1)),
            Sigmoid::of);
    var batch = new Batch(Tensor.constant(inputs), Tensor.constant(labels));
    return new Step(model, MeanSquaredError::of, batch);
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
