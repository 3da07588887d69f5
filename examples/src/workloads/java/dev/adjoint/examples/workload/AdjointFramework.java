package dev.adjoint.examples.workload;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
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
import dev.adjoint.op.GeluTanh;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Sliding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Adjoint, used as its users do.
public final class AdjointFramework implements Framework {
  @Override
  public TrainingTask<Sequential> digits() {
    return digits(Net.digits());
  }

  /// {@return W1 of a network that is there already}
  ///
  /// @param net the network
  public static TrainingTask<Sequential> digits(Net net) {
    return TrainingTask.of(
        dense(net.layers(), Sigmoid::of),
        SoftmaxWithLoss::of,
        new Sgd(0.1),
        net.examples(),
        Net.PIXELS);
  }

  @Override
  public TrainingTask<Sequential> xor() {
    return xor(Net.xor());
  }

  /// {@return W2 of a network that is there already}
  ///
  /// @param net the network
  public static TrainingTask<Sequential> xor(Net net) {
    var model = Sequential.of(dense(net.layers(), Sigmoid::of), Sigmoid::of);
    return TrainingTask.of(model, MeanSquaredError::of, new Sgd(0.5), net.examples(), 2);
  }

  @Override
  public TrainingTask<Sequential> wide() {
    Net net = Net.wide();
    return TrainingTask.of(
        dense(net.layers(), Relu::of),
        SoftmaxWithLoss::of,
        new Adam(1e-4),
        net.examples(),
        Net.PIXELS);
  }

  @Override
  public TrainingTask<Sequential> leNet() {
    return convolutional(ConvNet.leNet(), new Momentum(0.05));
  }

  @Override
  public TrainingTask<Sequential> deep() {
    return convolutional(ConvNet.deep(), new Adam(0.001));
  }

  private static TrainingTask<Sequential> convolutional(ConvNet net, Optimizer optimizer) {
    var layers = new ArrayList<Layer>();
    for (ConvNet.Kernels kernels : net.kernels()) {
      layers.add(convolution(kernels));
      layers.add(Relu::of);
      if (kernels.isPooled()) {
        layers.add(new MaxPool2d(2));
      }
    }
    layers.add(new Flatten());
    layers.add(dense(net.dense().layers(), Relu::of));
    return TrainingTask.of(
        new Sequential(layers), SoftmaxWithLoss::of, optimizer, net.dense().examples(), 1, 28, 28);
  }

  private static Conv2d convolution(ConvNet.Kernels kernels) {
    Dense numbers = kernels.numbers();
    int size = kernels.size();
    return new Conv2d(
        floats(numbers.weight(), kernels.out(), kernels.channels(), size, size),
        floats(numbers.bias(), kernels.out()),
        Sliding.over(2).withPads(kernels.pad(), kernels.pad()),
        1);
  }

  /// The arguments of W5.
  ///
  /// @param x the inputs
  /// @param w the weights
  /// @param b the biases
  public record Neurons(Tensor x, Tensor w, Tensor b) {
    Tensor output() {
      return GeluTanh.of(x.times(w).plus(b));
    }
  }

  @Override
  public FunctionTask<Neurons> gelu() {
    List<Tensor> arguments = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      arguments.add(floats(Points.gelu(k), Points.GELU));
    }
    var at = new Neurons(arguments.get(0), arguments.get(1), arguments.get(2));
    return new FunctionTask<>(neurons -> neurons.output().mean(), at);
  }

  @Override
  public FunctionTask<Tensor> rosenbrock(int n) {
    Function<Tensor, Tensor> f =
        x -> {
          Tensor head = x.slice(0, 0, n - 1);
          Tensor tail = x.slice(0, 1, n);
          Tensor valley = tail.minus(head.squared()).squared().times(100);
          return valley.plus(head.negate().plus(1).squared()).sum();
        };
    return new FunctionTask<>(f, Tensor.constant(NDArray.of(Points.rosenbrock(n))));
  }

  @Override
  public InferenceTask inference(int rows) {
    return new InferenceTask(dense(Net.digits().layers(), Sigmoid::of), rows);
  }

  /// {@return W8, a long chain of small steps: the sum of `x ← 0.999 x + sin x` in the end}
  ///
  /// @param length the number of steps
  public static Function<Tensor, Tensor> chain(int length) {
    return start -> {
      Tensor x = start;
      for (int k = 0; k < length; k++) {
        x = x.times(0.999).plus(Sin.of(x));
      }
      return x.sum();
    };
  }

  /// {@return where W8 begins, 16 numbers}
  public static Tensor chainStart() {
    float[] start = Points.chain();
    return floats(start, start.length);
  }

  static Tensor floats(float[] numbers, int... sizes) {
    return Tensor.constant(NDArray.wrap(TensorType.f32(sizes), numbers));
  }

  private static Sequential dense(List<Dense> sizes, Layer activation) {
    var layers = new ArrayList<Layer>();
    for (Dense size : sizes) {
      layers.add(
          Affine.of(floats(size.weight(), size.in(), size.out()), floats(size.bias(), size.out())));
      layers.add(activation);
    }
    return new Sequential(layers.subList(0, layers.size() - 1));
  }
}
