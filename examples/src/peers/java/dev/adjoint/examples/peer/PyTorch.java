package dev.adjoint.examples.peer;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.adjoint.examples.workload.ConvNet;
import dev.adjoint.examples.workload.Dense;
import dev.adjoint.examples.workload.Examples;
import dev.adjoint.examples.workload.Framework;
import dev.adjoint.examples.workload.Net;
import dev.adjoint.examples.workload.Points;
import dev.adjoint.examples.workload.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// PyTorch through DJL, the Deep Java Library: arrays, a gradient collector, DJL's optimisers.
final class PyTorch implements Framework {
  private final Engine engine = Engine.getEngine("PyTorch");
  private final NDManager manager = NDManager.newBaseManager();

  private NDArray parameter(float[] numbers, long... sizes) {
    NDArray parameter = manager.create(numbers, new Shape(sizes));
    parameter.setRequiresGradient(true);
    return parameter;
  }

  /// PyTorch has its weights the other way round, `[out,in]`.
  private List<PyTorchLayer> dense(List<Dense> sizes) {
    var layers = new ArrayList<PyTorchLayer>();
    for (Dense size : sizes) {
      float[] turned = new float[size.weight().length];
      for (int k = 0; k < turned.length; k++) {
        turned[k] = size.weight()[k % size.in() * size.out() + k / size.in()];
      }
      layers.add(
          new PyTorchLayer(
              parameter(turned, size.out(), size.in()), parameter(size.bias(), size.out())));
    }
    return layers;
  }

  private static NDArray apply(
      List<PyTorchLayer> layers, UnaryOperator<NDArray> activation, NDArray x) {
    NDArray y = layers.getFirst().apply(x);
    for (PyTorchLayer layer : layers.subList(1, layers.size())) {
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

  private static Optimizer adam(float rate) {
    return Optimizer.adam().optLearningRateTracker(Tracker.fixed(rate)).build();
  }

  private Task training(
      List<PyTorchLayer> layers,
      Optimizer optimizer,
      BinaryOperator<NDArray> loss,
      Examples examples,
      long... row) {
    return new PyTorchTraining(engine, manager, layers, optimizer, loss, examples, row);
  }

  @Override
  public Task digits() {
    Net net = Net.digits();
    List<PyTorchLayer> layers = dense(net.layers());
    return training(
        layers,
        sgd(0.1f, 0),
        (x, y) -> crossEntropy(apply(layers, Activation::sigmoid, x), y),
        net.examples(),
        Net.PIXELS);
  }

  @Override
  public Task xor() {
    Net net = Net.xor();
    List<PyTorchLayer> layers = dense(net.layers());
    BinaryOperator<NDArray> loss =
        (x, y) -> Activation.sigmoid(apply(layers, Activation::sigmoid, x)).sub(y).square().mean();
    return training(layers, sgd(0.5f, 0), loss, net.examples(), 2);
  }

  @Override
  public Task wide() {
    Net net = Net.wide();
    List<PyTorchLayer> layers = dense(net.layers());
    return training(
        layers,
        adam(1e-4f),
        (x, y) -> crossEntropy(apply(layers, Activation::relu, x), y),
        net.examples(),
        Net.PIXELS);
  }

  @Override
  public Task leNet() {
    return convolutional(ConvNet.leNet(), sgd(0.05f, 0.9f));
  }

  @Override
  public Task deep() {
    return convolutional(ConvNet.deep(), adam(0.001f));
  }

  private PyTorchLayer kernels(ConvNet.Kernels kernels) {
    Dense numbers = kernels.numbers();
    int size = kernels.size();
    return new PyTorchLayer(
        parameter(numbers.weight(), kernels.out(), kernels.channels(), size, size),
        parameter(numbers.bias(), kernels.out()));
  }

  private Task convolutional(ConvNet net, Optimizer optimizer) {
    List<PyTorchLayer> kernels = net.kernels().stream().map(this::kernels).toList();
    List<PyTorchLayer> dense = dense(net.dense().layers());
    UnaryOperator<NDArray> model =
        x -> {
          NDArray y = x;
          for (int k = 0; k < kernels.size(); k++) {
            ConvNet.Kernels shape = net.kernels().get(k);
            y = kernels.get(k).convolve(y, shape.pad(), shape.isPooled());
          }
          return apply(
              dense, Activation::relu, y.reshape(-1, net.dense().layers().getFirst().in()));
        };
    var layers = new ArrayList<>(kernels);
    layers.addAll(dense);
    BinaryOperator<NDArray> loss = (x, y) -> crossEntropy(model.apply(x), y);
    return training(layers, optimizer, loss, net.dense().examples(), 1, 28, 28);
  }

  @Override
  public Task gelu() {
    NDArray x = parameter(Points.gelu(0), Points.GELU);
    NDArray w = parameter(Points.gelu(1), Points.GELU);
    NDArray b = parameter(Points.gelu(2), Points.GELU);
    double root = Math.sqrt(2 / Math.PI);
    return new PyTorchDifferentiation(
        engine,
        manager,
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
    return new PyTorchDifferentiation(
        engine,
        manager,
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
    List<PyTorchLayer> layers = dense(Net.digits().layers());
    for (PyTorchLayer layer : layers) {
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
