package dev.adjoint.examples.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.adjoint.examples.workload.Dense;
import dev.adjoint.examples.workload.Examples;
import dev.adjoint.examples.workload.Framework;
import dev.adjoint.examples.workload.Net;
import dev.adjoint.examples.workload.Points;
import dev.adjoint.examples.workload.Task;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// PyTorch through DJL, the Deep Java Library: arrays, a gradient collector, DJL's optimisers.
final class PyTorch implements Framework {
  private static final Shape TWO = new Shape(2, 2);

  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = NDManager.newBaseManager();

  private NDArray parameter(float[] numbers, long... sizes) {
    NDArray parameter = manager.create(numbers, new Shape(sizes));
    parameter.setRequiresGradient(true);
    return parameter;
  }

  /// A weight and a bias.
  private record Layer(NDArray weight, NDArray bias) {
    NDArray apply(NDArray x) {
      return Linear.linear(x, weight, bias).singletonOrThrow();
    }

    NDArray convolve(NDArray x, int pad) {
      Shape pads = new Shape(pad, pad);
      NDArray y = Conv2d.conv2d(x, weight, bias, new Shape(1, 1), pads).singletonOrThrow();
      return Pool.maxPool2d(Activation.relu(y), TWO, TWO, new Shape(0, 0), false);
    }
  }

  /// PyTorch has its weights the other way round, `[out,in]`.
  private List<Layer> dense(List<Dense> sizes) {
    var layers = new ArrayList<Layer>();
    for (Dense size : sizes) {
      float[] turned = new float[size.weight().length];
      for (int k = 0; k < turned.length; k++) {
        turned[k] = size.weight()[k % size.in() * size.out() + k / size.in()];
      }
      layers.add(
          new Layer(parameter(turned, size.out(), size.in()), parameter(size.bias(), size.out())));
    }
    return layers;
  }

  private static NDArray apply(List<Layer> layers, UnaryOperator<NDArray> activation, NDArray x) {
    NDArray y = layers.getFirst().apply(x);
    for (Layer layer : layers.subList(1, layers.size())) {
      y = layer.apply(activation.apply(y));
    }
    return y;
  }

  private static NDArray crossEntropy(NDArray logits, NDArray labels) {
    return logits.logSoftmax(1).mul(labels).sum().mul(-1f / logits.getShape().get(0));
  }

  private static Optimizer sgd(float rate, float momentum) {
    return Optimizer.sgd()
        .setLearningRateTracker(Tracker.fixed(rate))
        .optMomentum(momentum)
        .build();
  }

  private final class Training implements Task {
    private final List<NDArray> parameters = new ArrayList<>();
    private final Optimizer optimizer;
    private final BinaryOperator<NDArray> loss;
    private final Examples examples;
    private final Shape inputs;
    private final Shape targets;
    private int next;

    Training(
        List<Layer> layers,
        Optimizer optimizer,
        BinaryOperator<NDArray> loss,
        Examples examples,
        long... row) {
      for (Layer layer : layers) {
        parameters.add(layer.weight());
        parameters.add(layer.bias());
      }
      this.optimizer = optimizer;
      this.loss = loss;
      this.examples = examples;
      this.inputs = new Shape(examples.rows()).addAll(new Shape(row));
      this.targets = new Shape(examples.rows(), examples.classes());
    }

    private NDArray loss(NDManager scope, int batch) {
      return loss.apply(
          rows(scope, examples.inputs(), inputs, batch),
          rows(scope, examples.targets(), targets, batch));
    }

    private NDArray rows(NDManager scope, float[] all, Shape shape, int batch) {
      int count = (int) shape.size();
      return scope.create(FloatBuffer.wrap(all, batch * count, count), shape, DataType.FLOAT32);
    }

    @Override
    public void run() {
      try (NDManager scope = manager.newSubManager()) {
        try (GradientCollector collector = engine.newGradientCollector()) {
          collector.backward(loss(scope, next));
        }
        for (int k = 0; k < parameters.size(); k++) {
          try (NDArray gradient = parameters.get(k).getGradient()) {
            optimizer.update(String.valueOf(k), parameters.get(k), gradient);
          }
        }
      }
      next = (next + 1) % examples.batches();
    }

    @Override
    public double[] facts() {
      try (NDManager scope = manager.newSubManager()) {
        return new double[] {loss(scope, 0).getFloat()};
      }
    }
  }

  @Override
  public Task digits() {
    Net net = Net.digits();
    List<Layer> layers = dense(net.layers());
    return new Training(
        layers,
        sgd(0.1f, 0),
        (x, y) -> crossEntropy(apply(layers, Activation::sigmoid, x), y),
        net.examples(),
        Net.PIXELS);
  }

  @Override
  public Task xor() {
    Net net = Net.xor();
    List<Layer> layers = dense(net.layers());
    BinaryOperator<NDArray> loss =
        (x, y) -> Activation.sigmoid(apply(layers, Activation::sigmoid, x)).sub(y).square().mean();
    return new Training(layers, sgd(0.5f, 0), loss, net.examples(), 2);
  }

  @Override
  public Task wide() {
    Net net = Net.wide();
    List<Layer> layers = dense(net.layers());
    Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-4f)).build();
    return new Training(
        layers,
        adam,
        (x, y) -> crossEntropy(apply(layers, Activation::relu, x), y),
        net.examples(),
        Net.PIXELS);
  }

  private Layer kernels(Dense numbers) {
    int out = numbers.out();
    return new Layer(
        parameter(numbers.weight(), out, numbers.in() / 25, 5, 5), parameter(numbers.bias(), out));
  }

  @Override
  public Task leNet() {
    Net net = Net.leNet();
    List<Layer> kernels = Net.kernels().stream().map(this::kernels).toList();
    List<Layer> dense = dense(net.layers());
    UnaryOperator<NDArray> model =
        x -> {
          NDArray features = kernels.get(1).convolve(kernels.get(0).convolve(x, 2), 0);
          return apply(dense, Activation::relu, features.reshape(-1, Net.FEATURES));
        };
    var layers = new ArrayList<>(kernels);
    layers.addAll(dense);
    BinaryOperator<NDArray> loss = (x, y) -> crossEntropy(model.apply(x), y);
    return new Training(layers, sgd(0.05f, 0.9f), loss, net.examples(), 1, 28, 28);
  }

  private final class Differentiation implements Task {
    private final List<NDArray> arguments;
    private final Supplier<NDArray> function;
    private double value;

    Differentiation(List<NDArray> arguments, Supplier<NDArray> function) {
      this.arguments = arguments;
      this.function = function;
    }

    @Override
    public void run() {
      try (NDManager scope = manager.newSubManager()) {
        arguments.forEach(argument -> argument.tempAttach(scope));
        try (GradientCollector collector = engine.newGradientCollector()) {
          NDArray y = function.get();
          collector.backward(y);
          value = number(y);
        }
      }
    }

    private static double number(NDArray scalar) {
      return scalar.getDataType() == DataType.FLOAT64 ? scalar.getDouble() : scalar.getFloat();
    }

    @Override
    public double[] facts() {
      double magnitude = 0;
      for (NDArray argument : arguments) {
        NDArray gradient = argument.getGradient().toType(DataType.FLOAT64, true);
        magnitude += gradient.abs().sum().getDouble();
      }
      return new double[] {value, magnitude};
    }
  }

  @Override
  public Task gelu() {
    NDArray x = parameter(Points.gelu(0), Points.GELU);
    NDArray w = parameter(Points.gelu(1), Points.GELU);
    NDArray b = parameter(Points.gelu(2), Points.GELU);
    double root = Math.sqrt(2 / Math.PI);
    return new Differentiation(
        List.of(x, w, b),
        () -> {
          NDArray y = x.mul(w).add(b);
          NDArray bend = y.mul(y).mul(root * 0.044715).add(root).mul(y).tanh();
          return bend.add(1).mul(y).mul(0.5).mean();
        });
  }

  @Override
  public Task rosenbrock(int n) {
    NDArray x = manager.create(Points.rosenbrock(n));
    x.setRequiresGradient(true);
    var tail = new NDIndex("1:");
    var head = new NDIndex(":-1");
    return new Differentiation(
        List.of(x),
        () -> {
          NDArray a = x.get(head);
          NDArray valley = x.get(tail).sub(a.mul(a));
          NDArray rest = a.mul(-1).add(1);
          return valley.mul(valley).mul(100).add(rest.mul(rest)).sum();
        });
  }

  @Override
  public Task inference(int rows) {
    List<Layer> layers = dense(Net.digits().layers());
    for (Layer layer : layers) {
      layer.weight().setRequiresGradient(false);
      layer.bias().setRequiresGradient(false);
    }
    float[] pictures = Points.pictures(rows);
    return new Task() {
      private float[] probabilities = {};

      @Override
      public void run() {
        try (NDManager scope = manager.newSubManager()) {
          NDArray x = scope.create(pictures, new Shape(rows, Net.PIXELS));
          probabilities = apply(layers, Activation::sigmoid, x).softmax(1).toFloatArray();
        }
      }

      @Override
      public double[] facts() {
        return new double[] {Task.squares(probabilities)};
      }
    };
  }
}
